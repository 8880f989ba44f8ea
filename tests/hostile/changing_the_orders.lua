-- expect: harmless
local kept

local function attack(orders)
    for _, given in ipairs({ orders, orders[1], orders[2] }) do
        assert(not pcall(function() given.price = 1 end))
        assert(not pcall(function() given[1] = nil end))
        assert(not pcall(rawset, given, "quantity", 1e9))
        assert(not pcall(setmetatable, given, { __index = function() return 1 end }))
        assert(not pcall(table.insert, given, 1, given))
        assert(not pcall(table.remove, given))
        assert(not pcall(table.move, { 5, 6, 7 }, 1, 3, 1, given))
        assert(getmetatable(given) == nil)
    end
    assert(not pcall(table.sort, orders, function(a, b) return a.id > b.id end))
    assert(#orders == 2 and orders[1].price == 95 and orders[2].quantity == 2)
end

function detect_opportunity(market_data, context, indicators)
    assert(context.orders == nil)
    -- The host's own list as a context.
    return kept
end

function filter_commitment(market_data, context, indicators)
    attack(context.orders)
    kept = context.orders
    context.mine = context.orders
end

function manage_position(market_data, context, indicators)
    attack(context.orders)
    context.orders = setmetatable({}, { __newindex = function() error("no") end, __index = error })
    context.position = context
end
