-- expect: PATTERN_LIMIT
function attack()
    for _ in string.gmatch(("a"):rep(5000), ".-.-.-b") do end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
