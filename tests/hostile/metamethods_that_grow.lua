-- expect: MEMORY_LIMIT
local t = setmetatable({}, { __concat = function(a, b) return ("x"):rep(200000) .. ("y"):rep(200000) end })
function attack()
    return t .. t
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
