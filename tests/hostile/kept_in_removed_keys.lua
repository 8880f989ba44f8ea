-- expect: MEMORY_LIMIT
-- The keys are the load: tables that nothing else refers to.
kept = {}
function attack()
    local t = {}
    for _ = 1, 5 do
        t[("x"):rep(100000) .. #kept] = true
        t[next(t)] = nil
        kept[#kept + 1] = t
        t = {}
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
