-- expect: PATTERN_LIMIT
-- No pattern at all, but almost a match at every place.
function attack()
    local hay, needle = ("a"):rep(200000), ("a"):rep(20000) .. "b"
    return string.find(hay, needle, 1, true)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
