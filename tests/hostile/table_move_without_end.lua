-- expect: INSTRUCTION_LIMIT
function attack()
    table.move({}, 1, 2147483646, 2)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
