-- expect: MEMORY_LIMIT
-- What was set to nil has to be remembered for `next` until something new comes.
kept = {}
function attack()
    local t = {}
    for i = 1, 10000 do
        t[i] = i
    end
    for i = 1, 10000 do
        t[i] = nil
    end
    kept[#kept + 1] = t
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
