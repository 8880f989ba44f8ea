-- Waits with a limit order far below the market, with a stop and a target for what it would buy.

description = "Rests a limit order with a bracket that is not reached"

parameters = {}

local function rounded(market_data, price)
    return market_data.round_price(price, "down")
end

function detect_opportunity(market_data, context, indicators)
    return { signal = "wait" }
end

function filter_commitment(market_data, context, indicators)
    if context.orders then
        return nil
    end
    local price = rounded(market_data, market_data.close * 0.9)
    return {
        action = "enter_long",
        order = "limit",
        price = price,
        quantity = 0.02,
        stop_loss = price * 0.9,
        take_profit = price * 1.2,
        reason = "Waits far below",
    }
end

function manage_position(market_data, context, indicators)
    return nil
end
