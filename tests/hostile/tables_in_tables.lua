-- expect: MEMORY_LIMIT
function attack()
    local t = {}
    while true do
        t = { t }
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
