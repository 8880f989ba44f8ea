-- expect: RUNTIME
-- Each level goes through the host's own stack.
local t = setmetatable({}, {})
getmetatable(t).__index = function(_, key)
    return t[key .. "x"]
end
function attack()
    return t.x
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
