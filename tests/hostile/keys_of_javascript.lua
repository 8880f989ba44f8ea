-- expect: harmless
-- Names that mean something to objects of the host.
function attack(_, context)
    context.__proto__ = { polluted = true }
    context.constructor = "x"
    context.toString = "x"
    context.hasOwnProperty = 1
    local t = {}
    assert(t.__proto__ == nil and t.constructor == nil and t.polluted == nil)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
