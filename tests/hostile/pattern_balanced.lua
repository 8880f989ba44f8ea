-- expect: PATTERN_LIMIT
function attack()
    return string.find(("("):rep(200000), "%b()")
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
