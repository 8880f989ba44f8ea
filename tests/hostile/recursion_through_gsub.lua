-- expect: RUNTIME
local function deeper(s)
    return (string.gsub(s, ".", deeper))
end
function attack()
    return deeper("x")
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
