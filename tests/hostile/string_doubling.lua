-- expect: MEMORY_LIMIT
-- Nine steps to half a gigabyte.
function attack()
    local s = ("x"):rep(1000)
    while true do
        s = s .. s
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
