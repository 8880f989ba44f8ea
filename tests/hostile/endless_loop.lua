-- expect: INSTRUCTION_LIMIT
-- The plainest way to never come back.
function attack()
    while true do end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
