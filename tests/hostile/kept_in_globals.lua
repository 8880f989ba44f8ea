-- expect: MEMORY_LIMIT
-- A little more each time, and nothing let go.
kept = {}
function attack()
    for _ = 1, 10000 do
        kept[#kept + 1] = #kept
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
