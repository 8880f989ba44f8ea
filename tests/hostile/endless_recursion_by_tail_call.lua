-- expect: INSTRUCTION_LIMIT
-- Tail calls need no stack, so nothing overflows.
function attack()
    return attack()
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
