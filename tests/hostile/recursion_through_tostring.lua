-- expect: RUNTIME
local t = setmetatable({}, { __tostring = function(self) return tostring(self) end })
function attack()
    return tostring(t)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
