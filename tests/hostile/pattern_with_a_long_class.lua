-- expect: PATTERN_LIMIT
-- A set of a hundred thousand letters, looked through for every letter.
function attack()
    local set = "[" .. ("x"):rep(100000) .. "]"
    for _ = 1, 1000 do
        local _ = string.match(("y"):rep(1000), set)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
