-- expect: INSTRUCTION_LIMIT
local list = {}
for i = 1, 3000 do
    list[i] = i
end
local function count(...)
    local n = 0
    while true do
        n = n + select("#", ...)
    end
    return n
end
function attack()
    return count(table.unpack(list))
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
