-- expect: RUNTIME
local a, b = {}, {}
setmetatable(a, { __index = b })
setmetatable(b, { __index = a })
function attack()
    return a.x
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
