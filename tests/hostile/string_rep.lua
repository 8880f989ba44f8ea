-- expect: MEMORY_LIMIT
-- One call of the library, two gigabytes.
function attack()
    return #string.rep("x", 1e9)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
