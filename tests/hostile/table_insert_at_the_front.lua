-- expect: INSTRUCTION_LIMIT
-- Moves everything for each new entry.
function attack()
    local t = {}
    for i = 1, 20000 do
        table.insert(t, 1, i)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
