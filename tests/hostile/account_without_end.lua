-- expect: INSTRUCTION_LIMIT
function detect_opportunity(market_data, context, indicators)
    local sum = 0
    while sum >= 0 do
        sum = sum + account.equity
    end
end

function filter_commitment() end
function manage_position() end
