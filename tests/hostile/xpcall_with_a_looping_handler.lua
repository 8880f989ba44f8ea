-- expect: INSTRUCTION_LIMIT
-- Runs its loop where errors are handled.
function attack()
    xpcall(error, function()
        while true do end
    end)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
