-- expect: INSTRUCTION_LIMIT
local list = {}
for i = 1, 10000 do
    list[i] = i
end
function attack()
    while true do
        local _ = select("#", table.unpack(list))
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
