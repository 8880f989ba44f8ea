-- expect: RUNTIME
local function deeper(n)
    return 1 + deeper(n + 1)
end
function attack()
    return deeper(1)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
