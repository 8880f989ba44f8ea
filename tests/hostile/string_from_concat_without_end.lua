-- expect: MEMORY_LIMIT
-- A table that has every index: `type(t, i)` is "table" for each of them.
function attack()
    local all = setmetatable({}, { __index = type })
    return #table.concat(all, "", 1, 2147483647)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
