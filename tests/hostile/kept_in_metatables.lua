-- expect: MEMORY_LIMIT
local last = {}
function attack()
    for _ = 1, 8000 do
        last = setmetatable({}, { __index = last })
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
