-- expect: RUNTIME
-- A coroutine would have a budget of its own.
function attack()
    coroutine.wrap(function()
        while true do end
    end)()
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
