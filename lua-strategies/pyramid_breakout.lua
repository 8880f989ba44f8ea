-- Pyramid breakout: waits outside a range with a stop order, and adds to a trade that goes its way.
--
-- Enters   long with a stop order one price step above the highest high of the last `range` bars,
--          once the close is near it (short below the lowest low, if allowed). An order that is not
--          reached in time ends by itself.
-- Adds     a share of the first quantity each time the price has gone `add_atr` further, up to
--          `max_adds` times. Each add waits in the market as a stop order.
-- Leaves   at a stop that follows the price at a fixed distance.
-- Risk     grows with every add: the stop is as far from the price as before, and more is held.

description = "Enters the break of a range with a stop order, adds on the way, with a trailing stop"

parameters = {
    range = { default = 20, min = 2, max = 500, step = 1,
              description = "Bars that make the range" },
    near_atr = { default = 0.5, min = 0, max = 20, step = 0.1,
                 description = "Place the order when the close is this many ATR from the edge" },
    wait_bars = { default = 5, min = 1, max = 1000, step = 1,
                  description = "Bars after which the order ends by itself" },
    trade_long = { default = true, description = "Buy breaks upward" },
    trade_short = { default = false, description = "Sell short breaks downward" },
    atr_period = { default = 14, min = 2, max = 100, step = 1,
                   description = "Bars of the ATR that all distances are measured in" },
    trail_atr = { default = 3, min = 0.1, max = 50, step = 0.1,
                  description = "The stop follows the price this many ATR behind" },
    max_adds = { default = 2, min = 0, max = 20, step = 1,
                 description = "How often to add; 0 for never" },
    add_atr = { default = 1, min = 0.1, max = 20, step = 0.1,
                description = "Add after each further move of this many ATR" },
    add_share = { default = 0.5, min = 0.01, max = 1, step = 0.01,
                  description = "Size of an add, as a fraction of the first quantity" },
    cool_down = { default = 3, min = 0, max = 500, step = 1,
                  description = "Bars to sit out after a trade" },
    quantity = { default = 0, min = 0, max = 1000000, step = 0.0001,
                 description = "Base units of the first entry; 0 lets the risk settings size it" },
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

-- A stop price: on the exchange's steps, and never nearer than it should be. Nil below zero.
local function stop_price(market_data, price, direction)
    local rounded = market_data.round_price(price, direction > 0 and "up" or "down")
    if rounded > 0 then
        return rounded
    end
    return nil
end

-- True while an order of this purpose waits in the market.
local function waits(context, purpose)
    for _, order in ipairs(context.orders or {}) do
        if order.purpose == purpose then
            return true
        end
    end
    return false
end

function detect_opportunity(market_data, context, indicators)
    if resting(context, market_data.timestamp) then
        return nil
    end
    local top, bottom = indicators.highest(params.range), indicators.lowest(params.range)
    local atr = indicators.atr(params.atr_period)
    if not top or not bottom or not atr or atr == 0 then
        return nil
    end
    local close, near = market_data.close, params.near_atr * atr
    if params.trade_long and top - close <= near then
        return { signal = "below the top", edge = top, atr = atr }
    end
    if params.trade_short and close - bottom <= near then
        return { signal = "above the bottom", edge = bottom, atr = atr }
    end
    return nil
end

function filter_commitment(market_data, context, indicators)
    -- The order waits. Once it has ended without a trade, the search begins anew.
    if context.orders then
        return nil
    end
    local direction = context.signal == "below the top" and 1 or -1
    local step = market_data.price_step or 0
    local price = stop_price(market_data, context.edge + direction * step, direction)
    if not price then
        return { action = "cancel_analysis", reason = "The breakout would be below zero" }
    end
    local quantity
    if params.quantity > 0 then
        quantity = params.quantity
    end
    return {
        action = direction > 0 and "enter_long" or "enter_short",
        order = "stop",
        stop_price = price,
        expires_in = params.wait_bars,
        quantity = quantity,
        trailing_stop = params.trail_atr * context.atr,
        reason = direction > 0 and "Broke the range upward" or "Broke the range downward",
    }
end

-- What became of the add that waited until now: more is held, or it was refused.
local function settle_add(context, quantity)
    if quantity > context.held then
        context.adds = context.adds + 1
        context.last_price = context.add_price
        context.held = quantity
    else
        -- Whatever was against it, no funds or a limit, would be so again on the next bar.
        context.full = true
    end
    context.add_price = nil
end

function manage_position(market_data, context, indicators)
    start_rest(context, market_data.timestamp)
    if waits(context, "entry") or waits(context, "add") then
        return nil
    end
    local position = context.position
    if not context.held then
        context.first, context.held = position.quantity, position.quantity
        context.last_price, context.adds = position.entry_price, 0
    end
    if context.add_price then
        settle_add(context, position.quantity)
    end
    if context.full or context.adds >= params.max_adds then
        return nil
    end

    local direction = position.side == "long" and 1 or -1
    local wanted = context.last_price + direction * params.add_atr * context.atr
    local price = stop_price(market_data, wanted, direction)
    local quantity = market_data.round_quantity(context.first * params.add_share)
    -- Nothing is borrowed for an add, whatever the leverage.
    if not price or quantity == 0 or price * quantity > account.available then
        context.full = true
        return nil
    end
    -- A stop that the price has passed already would be refused.
    local is_late = (market_data.close - price) * direction >= 0
    context.add_price = price
    return {
        action = "add",
        order = is_late and "market" or "stop",
        stop_price = not is_late and price or nil,
        quantity = quantity,
        reason = string.format("Add %d of %d", context.adds + 1, params.max_adds),
    }
end
