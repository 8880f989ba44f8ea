-- expect: INSTRUCTION_LIMIT
-- One look-up walks through two thousand tables.
local t = {}
for _ = 1, 1900 do
    t = setmetatable({}, { __index = t })
end
function attack()
    while true do
        local _ = t.x
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
