-- expect: RUNTIME
function attack()
    return string.byte(("x"):rep(200000), 1, -1)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
