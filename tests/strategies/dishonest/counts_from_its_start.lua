-- What it does depends on where its data begins: every tenth bar since then it buys, five bars later it sells.

description = "Trades by the number of bars since its first one"

function detect_opportunity(market_data, context)
    context.bars = (context.bars or 0) + 1
    if context.bars % 10 == 0 then
        return { bars = context.bars }
    end
end

function filter_commitment()
    return { action = "enter_long", quantity = 1 }
end

function manage_position(market_data, context)
    context.bars = context.bars + 1
    if context.bars % 10 == 5 then
        return { action = "exit" }
    end
end
