-- expect: harmless
-- There are none: `__gc` is a name like any other.
function attack()
    setmetatable({}, { __gc = function() while true do end end })
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
