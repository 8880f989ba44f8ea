-- expect: harmless
function attack(market_data, context, indicators)
    for _, given in ipairs({ market_data, indicators, params, log, account }) do
        assert(not pcall(function() given.close = 1 end))
        assert(not pcall(rawset, given, "close", 1))
        assert(not pcall(setmetatable, given, {}))
        assert(not pcall(table.insert, given, 1))
    end
    assert(not pcall(function() getmetatable("").__index = nil end))
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
