-- expect: INSTRUCTION_LIMIT
-- Catches the end of its budget and goes on.
function attack()
    while true do
        pcall(function()
            while true do end
        end)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
