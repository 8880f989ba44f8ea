-- expect: INSTRUCTION_LIMIT
local a, b = ("x"):rep(200000), ("x"):rep(200000)
function attack()
    while a == b do end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
