-- Buys, holds for some bars, sells, and begins again; as slow as one wants.

description = "Is in and out of the market by turns"

parameters = {
    hold = { default = 5, min = 1, max = 100, step = 1, description = "Bars to hold" },
    work = { default = 0, min = 0, max = 100000, step = 1, description = "Turns of an idle loop a bar" },
}

constraints = { "work <= 100000" }

local function idle()
    local sum = 0
    for turn = 1, params.work do
        sum = sum + turn
    end
    return sum
end

function detect_opportunity(market_data, context, indicators)
    idle()
    return { signal = "buy" }
end

function filter_commitment(market_data, context, indicators)
    return { action = "enter_long", quantity = 0.05, reason = "In" }
end

function manage_position(market_data, context, indicators)
    idle()
    if context.position.bars_held >= params.hold then
        return { action = "exit", reason = "Out" }
    end
    return nil
end
