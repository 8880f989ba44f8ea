-- RSI mean reversion: buys what has fallen too far, too fast, and sells it once the price recovers.
--
-- Enters   long when the RSI is below `oversold` (short above `overbought`, if allowed) and, unless
--          told not to wait, has turned back.
-- Leaves   when the RSI is back at `exit_level`, at the stop loss, or when the trade takes too long.
-- Works    in markets that swing around a level; the stop is there for the day they do not.

description = "Buys when the RSI is oversold and turns up, sells when it has recovered"

parameters = {
    period = { default = 14, min = 2, max = 100, step = 1, description = "Bars of the RSI" },
    oversold = { default = 30, min = 1, max = 50, step = 1,
                 description = "Buy below this RSI" },
    overbought = { default = 70, min = 50, max = 99, step = 1,
                   description = "Sell short above this RSI, where shorts are allowed" },
    exit_level = { default = 50, min = 10, max = 90, step = 1,
                   description = "Close when the RSI is back here" },
    trade_long = { default = true, description = "Buy when oversold" },
    trade_short = { default = false, description = "Sell short when overbought" },
    wait_for_turn = { default = true,
                      description = "Enter only once the RSI has turned back" },
    trend_period = { default = 0, min = 0, max = 1000, step = 1,
                     description = "Trade only on the right side of an SMA of this many bars; 0 for no matter" },
    atr_period = { default = 14, min = 2, max = 100, step = 1,
                   description = "Bars of the ATR that the stop is measured in" },
    stop_atr = { default = 3, min = 0, max = 20, step = 0.1,
                 description = "Stop loss this many ATR from the entry; 0 for none" },
    max_bars = { default = 0, min = 0, max = 10000, step = 1,
                 description = "Close after this many bars in any case; 0 for never" },
    cool_down = { default = 5, min = 0, max = 500, step = 1,
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

-- Buying a dip in a falling market is a different bet: true where the trend does not forbid it.
local function trend_agrees(close, direction, indicators)
    if params.trend_period == 0 then
        return true
    end
    local trend = indicators.sma(params.trend_period)
    return trend ~= nil and (close - trend) * direction > 0
end

function detect_opportunity(market_data, context, indicators)
    if resting(context, market_data.timestamp) then
        return nil
    end
    local rsi = indicators.rsi(params.period)
    if not rsi then
        return nil
    end
    local close = market_data.close
    if params.trade_long and rsi < params.oversold and trend_agrees(close, 1, indicators) then
        return { signal = "oversold", rsi = rsi }
    end
    if params.trade_short and rsi > params.overbought and trend_agrees(close, -1, indicators) then
        return { signal = "overbought", rsi = rsi }
    end
    return nil
end

function filter_commitment(market_data, context, indicators)
    local direction = context.signal == "oversold" and 1 or -1
    local rsi = indicators.rsi(params.period)
    local before = indicators.rsi(params.period, 1)
    if not rsi or (rsi - params.exit_level) * direction >= 0 then
        return { action = "cancel_analysis", reason = "Recovered without us" }
    end
    -- Falling knives: wait while the RSI still goes the wrong way.
    if params.wait_for_turn and (not before or (rsi - before) * direction <= 0) then
        return nil
    end

    local stop
    if params.stop_atr > 0 then
        local atr = indicators.atr(params.atr_period)
        if not atr then
            return { action = "cancel_analysis", reason = "ATR is not warm yet" }
        end
        stop = market_data.close - direction * params.stop_atr * atr
        -- No price goes below zero, so a stop down there is none.
        if stop <= 0 then
            stop = nil
        end
    end
    local quantity
    if params.quantity > 0 then
        quantity = params.quantity
    end
    start_rest(context, market_data.timestamp)
    return {
        action = direction > 0 and "enter_long" or "enter_short",
        price = market_data.close,
        quantity = quantity,
        stop_loss = stop,
        reason = string.format("RSI %.1f", rsi),
    }
end

function manage_position(market_data, context, indicators)
    start_rest(context, market_data.timestamp)
    local position = context.position
    local direction = position.side == "long" and 1 or -1
    local rsi = indicators.rsi(params.period)
    if rsi and (rsi - params.exit_level) * direction >= 0 then
        return { action = "exit", price = market_data.close, reason = "RSI has recovered" }
    end
    if params.max_bars > 0 and position.bars_held >= params.max_bars then
        return { action = "exit", price = market_data.close, reason = "Took too long" }
    end
    return nil
end
