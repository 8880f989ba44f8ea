-- expect: RUNTIME
function attack(_, _, indicators)
    for n = 1, 1000 do
        indicators.sma(n)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
