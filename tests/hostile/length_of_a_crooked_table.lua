-- expect: INSTRUCTION_LIMIT
-- Entries at powers of two make the search for the length a linear one.
local t = {}
for i = 1, 8000 do
    t[i] = true
end
local size = 8000 + 20
local i = size + 1
while i < 2147483647 do
    t[i] = true
    i = i * 2
end
function attack()
    while true do
        local _ = #t
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
