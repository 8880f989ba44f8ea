-- expect: INSTRUCTION_LIMIT
-- A list that claims to be two thousand million long, and always has something at its places.
function attack()
    local endless = setmetatable({}, {
        __len = function() return 2147483646 end,
        __index = type,
        __newindex = rawequal,
    })
    table.sort(endless, function() return false end)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
