-- expect: MEMORY_LIMIT
kept = {}
function attack()
    for _ = 1, 3000 do
        kept[#kept + 1] = ("x"):gmatch("y")
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
