-- expect: refused SYNTAX
function detect_opportunity(market_data, context, indicators)
    if market_data.close > 1
        return nil
    end
end
