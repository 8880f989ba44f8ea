-- EMA crossover: follows a trend from the bar on which the fast average crosses the slow one.
--
-- Enters   long when the fast EMA crosses above the slow one, short when it crosses below.
-- Leaves   when the averages are the wrong way round again, at the stop loss or at the target.
-- Works    in markets that trend; sideways markets cost it a small loss at each false crossing.

description = "Trades the crossing of a fast and a slow EMA, with an ATR stop"

parameters = {
    fast = { default = 10, min = 2, max = 200, step = 1,
             description = "Bars of the fast EMA" },
    slow = { default = 20, min = 3, max = 400, step = 1,
             description = "Bars of the slow EMA" },
    trade_long = { default = true, description = "Buy when the fast EMA crosses above" },
    trade_short = { default = true, description = "Sell short when the fast EMA crosses below" },
    reverse = { default = false,
                description = "At the opposite crossing go straight into the other side" },
    atr_period = { default = 14, min = 2, max = 100, step = 1,
                   description = "Bars of the ATR that stop and target are measured in" },
    stop_atr = { default = 2.5, min = 0, max = 20, step = 0.1,
                 description = "Stop loss this many ATR from the entry; 0 for none" },
    target_atr = { default = 0, min = 0, max = 50, step = 0.1,
                   description = "Take profit this many ATR from the entry; 0 for none" },
    cool_down = { default = 3, min = 0, max = 500, step = 1,
                  description = "Bars to sit out after a trade" },
    quantity = { default = 0, min = 0, max = 1000000, step = 0.0001,
                 description = "Base units a trade; 0 lets the risk settings size it" },
}

constraints = { "fast < slow" }

-- How far the fast EMA lies above the slow one; nil until both are warm.
local function gap(indicators)
    local params, ema = params, indicators.ema
    local fast, slow = ema(params.fast), ema(params.slow)
    if fast and slow then
        return fast - slow
    end
    return nil
end

-- A price so many ATR away, nil where that is switched off or would be at or below zero.
local function level(close, atr, distance)
    if distance == 0 then
        return nil
    end
    local price = close + distance * atr
    if price > 0 then
        return price
    end
    return nil
end

-- Stop loss and take profit for an entry at the close; `direction` is 1 for a long, -1 for a short.
local function levels(close, direction, atr)
    local stop = level(close, atr, -direction * params.stop_atr)
    local target = level(close, atr, direction * params.target_atr)
    return stop, target
end

local function needs_atr()
    return params.stop_atr > 0 or params.target_atr > 0
end

local function quantity_or_nil()
    if params.quantity > 0 then
        return params.quantity
    end
    return nil
end

-- The pause after a trade: begins on the first bar without one, counts down by one for each new bar;
-- true while it lasts.
local function resting(context, timestamp)
    if context.in_trade then
        context.in_trade = nil
        context.rest = params.cool_down
        context.rest_bar = nil
    end
    local left = context.rest
    if left <= 0 then
        return false
    end
    if context.rest_bar ~= timestamp then
        context.rest = left - 1
        context.rest_bar = timestamp
    end
    return true
end

function detect_opportunity(market_data, context, indicators)
    local params = params
    local fast, slow = params.fast, params.slow
    -- Before the first trade there is nothing to rest from.
    if (context.in_trade or context.rest) and resting(context, market_data.timestamp) then
        return nil
    end
    local ema = indicators.ema
    local slow_before = ema(slow, 1)
    if not slow_before then
        return nil
    end
    local now = ema(fast) - ema(slow)
    -- A crossing, not a level: whoever arrives late at a trend does not chase it.
    if now > 0 then
        if params.trade_long and ema(fast, 1) <= slow_before then
            return { signal = "bullish", gap = now }
        end
    elseif now < 0 then
        if params.trade_short and ema(fast, 1) >= slow_before then
            return { signal = "bearish", gap = now }
        end
    end
    return nil
end

function filter_commitment(market_data, context, indicators)
    local direction = context.signal == "bullish" and 1 or -1
    local now = gap(indicators)
    if not now or now * direction <= 0 then
        return { action = "cancel_analysis", reason = "Crossed back" }
    end
    local atr = indicators.atr(params.atr_period)
    if needs_atr() and not atr then
        return { action = "cancel_analysis", reason = "ATR is not warm yet" }
    end
    local stop, target = levels(market_data.close, direction, atr)
    context.in_trade = true
    return {
        action = direction > 0 and "enter_long" or "enter_short",
        price = market_data.close,
        quantity = quantity_or_nil(),
        stop_loss = stop,
        take_profit = target,
        reason = direction > 0 and "Bullish crossover" or "Bearish crossover",
    }
end

function manage_position(market_data, context, indicators)
    local direction = context.position.side == "long" and 1 or -1
    local now = gap(indicators)
    -- Here the level counts, so that no exit is missed because a crossing was not seen.
    if not now or now * direction >= 0 then
        return nil
    end
    local reason = direction > 0 and "Bearish crossover" or "Bullish crossover"
    local allowed = params.trade_long
    if direction > 0 then
        allowed = params.trade_short
    end
    local atr = indicators.atr(params.atr_period)
    if params.reverse and allowed and (atr or not needs_atr()) then
        local stop, target = levels(market_data.close, -direction, atr)
        return {
            action = "reverse",
            quantity = quantity_or_nil(),
            stop_loss = stop,
            take_profit = target,
            reason = reason,
        }
    end
    return { action = "exit", price = market_data.close, reason = reason }
end
