-- expect: harmless
-- Every error makes the next one.
function attack()
    local function handler()
        error("again")
    end
    for _ = 1, 5 do
        xpcall(error, handler)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
