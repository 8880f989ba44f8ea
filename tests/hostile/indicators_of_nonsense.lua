-- expect: harmless
function attack(_, _, indicators)
    for _, n in ipairs({ 0, -1, 1.5, 1e300, 0 / 0, 1 / 0, "10", {}, true }) do
        assert(not pcall(indicators.sma, n), tostring(n))
        assert(not pcall(indicators.sma, 10, n) or n == 0 or n == 1e300, tostring(n))
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
