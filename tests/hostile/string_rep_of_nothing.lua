-- expect: harmless
-- Two thousand million copies of nothing: no memory, only time.
function attack()
    local nothing = string.rep("", 2147483647, "")
    assert(nothing == "")
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
