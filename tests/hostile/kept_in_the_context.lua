-- expect: MEMORY_LIMIT
function attack(_, context)
    for _ = 1, 10000 do
        context[#context + 1] = #context
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
