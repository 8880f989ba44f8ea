-- expect: MEMORY_LIMIT
-- Formats are all different: a cache of them would never stop growing.
function attack()
    local i = 0
    while true do
        i = i + 1
        local _ = string.format("%" .. i % 100 .. "." .. i // 100 % 100 .. "f", i)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
