-- expect: MEMORY_LIMIT
-- A chain of functions, each holding the one before.
local last = function() end
function attack()
    for _ = 1, 10000 do
        local before = last
        last = function()
            return before
        end
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
