-- expect: MEMORY_LIMIT
function attack()
    local t = {}
    local i = 0
    while true do
        i = i + 1
        t[i] = i
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
