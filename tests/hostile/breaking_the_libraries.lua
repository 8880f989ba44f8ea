-- expect: RUNTIME
-- Harms nobody but itself.
for name in pairs(_G) do
    if name ~= "_G" then
        _G[name] = nil
    end
end
function attack()
    return string.rep("x", 3)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
