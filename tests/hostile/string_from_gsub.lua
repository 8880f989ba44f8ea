-- expect: MEMORY_LIMIT
-- Each of many characters becomes many.
function attack()
    return #(("x"):rep(100000):gsub("x", ("y"):rep(100000)))
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
