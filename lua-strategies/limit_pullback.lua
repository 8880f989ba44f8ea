-- Limit pullback: in a rising market it does not run after the price, it waits for it further down.
--
-- Enters   long with a limit order below the close while the close is above a rising average (short
--          above the close of a falling market, if allowed). An order that is not reached in time
--          ends by itself, and the next one is placed where the price is by then.
-- Leaves   at the stop loss, which follows the price once it goes the right way, at the target, or
--          when the trade takes too long.
-- Works    in trends that breathe. A trend that never looks back leaves without it.

description = "Waits with a limit order for a pullback in a trend, with a trailing stop"

parameters = {
    trend_period = { default = 50, min = 2, max = 500, step = 1,
                     description = "Bars of the average that tells the trend" },
    trade_long = { default = true, description = "Buy pullbacks in a rising market" },
    trade_short = { default = false, description = "Sell short rallies in a falling market" },
    atr_period = { default = 14, min = 2, max = 100, step = 1,
                   description = "Bars of the ATR that all distances are measured in" },
    pullback_atr = { default = 1, min = 0, max = 20, step = 0.1,
                     description = "Limit price this many ATR below the close" },
    wait_bars = { default = 10, min = 1, max = 1000, step = 1,
                  description = "Bars after which the order ends by itself" },
    stop_atr = { default = 2, min = 0.1, max = 20, step = 0.1,
                 description = "Stop loss this many ATR below the limit price" },
    target_atr = { default = 4, min = 0, max = 50, step = 0.1,
                   description = "Take profit this many ATR above the limit price; 0 for none" },
    trail_atr = { default = 2.5, min = 0, max = 50, step = 0.1,
                  description = "The stop follows the price this many ATR behind; 0 for a fixed stop" },
    max_bars = { default = 0, min = 0, max = 10000, step = 1,
                 description = "Close after this many bars in any case; 0 for never" },
    cool_down = { default = 3, min = 0, max = 500, step = 1,
                  description = "Bars to sit out after a trade" },
    quantity = { default = 0, min = 0, max = 1000000, step = 0.0001,
                 description = "Base units a trade; 0 lets the risk settings size it" },
}

-- Counts a pause down by one for each new bar; true while it lasts.
local function resting(context, timestamp)
    local left = context.rest or 0
    if left <= 0 then
        return false
    end
    if context.rest_bar ~= timestamp then
        context.rest = left - 1
        context.rest_bar = timestamp
    end
    return true
end

-- The pause begins anew with every bar that a trade is under way.
local function start_rest(context, timestamp)
    context.rest = params.cool_down
    context.rest_bar = timestamp
end

-- How much the average has risen since the last bar; nil while it is not warm.
local function slope(indicators)
    local now = indicators.sma(params.trend_period)
    local before = indicators.sma(params.trend_period, 1)
    if now and before then
        return now - before
    end
    return nil
end

-- A distance in the quote currency; nil where it is switched off.
local function distance(atr, times)
    if times > 0 then
        return atr * times
    end
    return nil
end

-- No price goes below zero, so a level down there is none.
local function above_zero(price)
    if price and price > 0 then
        return price
    end
    return nil
end

function detect_opportunity(market_data, context, indicators)
    if resting(context, market_data.timestamp) then
        return nil
    end
    local rise = slope(indicators)
    if not rise then
        return nil
    end
    local above = market_data.close - indicators.sma(params.trend_period)
    if params.trade_long and rise > 0 and above > 0 then
        return { signal = "rising" }
    end
    if params.trade_short and rise < 0 and above < 0 then
        return { signal = "falling" }
    end
    return nil
end

function filter_commitment(market_data, context, indicators)
    local direction = context.signal == "rising" and 1 or -1
    local rise = slope(indicators)
    if not rise or rise * direction <= 0 then
        -- Takes the order back as well.
        return { action = "cancel_analysis", reason = "The trend is over" }
    end
    -- The order waits. Once it has ended without a trade, the search begins anew.
    if context.orders then
        return nil
    end
    local atr = indicators.atr(params.atr_period)
    if not atr or atr == 0 then
        return { action = "cancel_analysis", reason = "ATR is not warm yet" }
    end

    local wanted = market_data.close - direction * params.pullback_atr * atr
    -- A price between the exchange's steps is refused; rounded away from the market it is to our favour.
    local price = above_zero(market_data.round_price(wanted, direction > 0 and "down" or "up"))
    if not price then
        return { action = "cancel_analysis", reason = "The pullback would be below zero" }
    end
    local target
    if params.target_atr > 0 then
        target = above_zero(price + direction * params.target_atr * atr)
    end
    local quantity
    if params.quantity > 0 then
        quantity = params.quantity
    end
    return {
        action = direction > 0 and "enter_long" or "enter_short",
        order = "limit",
        price = price,
        expires_in = params.wait_bars,
        quantity = quantity,
        stop_loss = above_zero(price - direction * params.stop_atr * atr),
        take_profit = target,
        trailing_stop = distance(atr, params.trail_atr),
        reason = direction > 0 and "Buys the pullback" or "Sells the rally",
    }
end

function manage_position(market_data, context, indicators)
    start_rest(context, market_data.timestamp)
    -- Filled in part: what is held has its stop and target, the rest would come at an old price.
    for _, order in ipairs(context.orders or {}) do
        if order.purpose == "entry" then
            return { action = "cancel_orders", reason = "Filled in part" }
        end
    end
    if params.max_bars > 0 and context.position.bars_held >= params.max_bars then
        return { action = "exit", price = market_data.close, reason = "Took too long" }
    end
    return nil
end
