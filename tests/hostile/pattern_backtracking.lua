-- expect: PATTERN_LIMIT
-- Tries every way to split three hundred letters into five.
function attack()
    return string.find(("a"):rep(300), ".-.-.-.-b")
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
