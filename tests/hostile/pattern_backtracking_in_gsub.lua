-- expect: PATTERN_LIMIT
function attack()
    return string.gsub(("a"):rep(2000), "(.-)(.-)(.-)%1b", "")
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
