-- expect: BAD_RETURN
function attack()
    return "bullish"
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
