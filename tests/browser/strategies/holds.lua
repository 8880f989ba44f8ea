-- Buys at once and holds, between a stop that follows the price and a target.

description = "Holds a position with a trailing stop and a target that are not reached"

parameters = {}

function detect_opportunity(market_data, context, indicators)
    return { signal = "buy" }
end

function filter_commitment(market_data, context, indicators)
    return {
        action = "enter_long",
        quantity = 0.05,
        stop_loss = market_data.close * 0.9,
        take_profit = market_data.close * 1.2,
        trailing_stop = market_data.close * 0.1,
        reason = "Holds",
    }
end

function manage_position(market_data, context, indicators)
    return nil
end
