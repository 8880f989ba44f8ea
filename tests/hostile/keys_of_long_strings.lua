-- expect: harmless
-- Every look-up compares the whole key.
local a, b = ("x"):rep(200000), ("x"):rep(200000)
local t = { [a] = true }
function attack()
    for _ = 1, 1000 do
        assert(t[b])
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
