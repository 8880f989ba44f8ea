-- expect: INSTRUCTION_LIMIT
local t = {}
for i = 1, 8000 do
    t[i] = true
end
for i = 1, 7999 do
    t[i] = nil
end
function attack()
    while true do
        next(t, 1)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
