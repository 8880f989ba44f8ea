-- expect: INSTRUCTION_LIMIT
-- A loop that no loop statement shows.
function attack()
    ::again::
    goto again
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
