-- Range breakout: buys when the price closes above the range of the last bars on strong volume.
--
-- Enters   long above the highest high of the `range` bars before this one, short below their lowest
--          low, if the bar's volume is well above average.
-- Leaves   at the stop loss, at the target, or when the price falls back into the old range.
-- Risk     is the distance R from entry to stop; the target and the move to break-even count in R.

description = "Trades the break of a price range when volume confirms it"

parameters = {
    range = { default = 20, min = 2, max = 500, step = 1,
              description = "Bars that make the range" },
    volume_period = { default = 20, min = 2, max = 500, step = 1,
                      description = "Bars of the average volume" },
    volume_factor = { default = 1.5, min = 0, max = 20, step = 0.1,
                      description = "Volume needed, as a multiple of the average; 0 for any" },
    trade_long = { default = true, description = "Buy breaks upward" },
    trade_short = { default = true, description = "Sell short breaks downward" },
    atr_period = { default = 14, min = 2, max = 100, step = 1,
                   description = "Bars of the ATR that the stop is measured in" },
    stop_atr = { default = 2, min = 0.1, max = 20, step = 0.1,
                 description = "Stop loss this many ATR from the entry: the risk R" },
    target_r = { default = 2, min = 0, max = 20, step = 0.1,
                 description = "Take profit at this many R; 0 for none" },
    breakeven_r = { default = 1, min = 0, max = 20, step = 0.1,
                    description = "Move the stop to the entry after this many R; 0 for never" },
    exit_on_return = { default = true,
                       description = "Close when the price closes back inside the range" },
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

-- Mean volume of the bars before this one; nil while there are too few.
local function average_volume(market_data)
    local sum = 0.0
    for bars_ago = 1, params.volume_period do
        local volume = market_data.volume_at(bars_ago)
        if not volume then
            return nil
        end
        sum = sum + volume
    end
    return sum / params.volume_period
end

-- A market without volume figures (all zero) is not held to them.
local function volume_confirms(market_data)
    if params.volume_factor == 0 then
        return true
    end
    local average = average_volume(market_data)
    if not average then
        return false
    end
    return average == 0 or market_data.volume >= params.volume_factor * average
end

-- No price goes below zero, so a level down there is none.
local function above_zero(price)
    if price > 0 then
        return price
    end
    return nil
end

function detect_opportunity(market_data, context, indicators)
    if resting(context, market_data.timestamp) then
        return nil
    end
    -- One bar ago: the bar decided on must not be part of the range that it breaks.
    local top = indicators.highest(params.range, 1)
    local bottom = indicators.lowest(params.range, 1)
    if not top or not bottom then
        return nil
    end
    local close = market_data.close
    if params.trade_long and close > top then
        return { signal = "breakout", edge = top, height = top - bottom }
    end
    if params.trade_short and close < bottom then
        return { signal = "breakdown", edge = bottom, height = top - bottom }
    end
    return nil
end

function filter_commitment(market_data, context, indicators)
    if not volume_confirms(market_data) then
        return { action = "cancel_analysis", reason = "Volume too low" }
    end
    local atr = indicators.atr(params.atr_period)
    if not atr or atr == 0 then
        return { action = "cancel_analysis", reason = "ATR is not warm yet" }
    end

    local direction = context.signal == "breakout" and 1 or -1
    local close = market_data.close
    local risk = params.stop_atr * atr
    local target
    if params.target_r > 0 then
        target = above_zero(close + direction * params.target_r * risk)
    end
    local quantity
    if params.quantity > 0 then
        quantity = params.quantity
    end
    context.risk = risk
    context.secured = false
    start_rest(context, market_data.timestamp)
    return {
        action = direction > 0 and "enter_long" or "enter_short",
        price = close,
        quantity = quantity,
        stop_loss = above_zero(close - direction * risk),
        take_profit = target,
        reason = direction > 0 and "Broke the range upward" or "Broke the range downward",
    }
end

function manage_position(market_data, context, indicators)
    start_rest(context, market_data.timestamp)
    local position = context.position
    local direction = position.side == "long" and 1 or -1
    local close = market_data.close

    if params.exit_on_return and (close - context.edge) * direction < 0 then
        return { action = "exit", price = close, reason = "Fell back into the range" }
    end

    local gained = (close - position.entry_price) * direction
    local due = params.breakeven_r > 0 and gained >= params.breakeven_r * context.risk
    if due and not context.secured then
        context.secured = true
        return { action = "update_stops", stop_loss = position.entry_price }
    end
    return nil
end
