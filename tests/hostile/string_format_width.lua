-- expect: RUNTIME
-- A width of a thousand million.
function attack()
    return string.format("%1000000000d", 1)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
