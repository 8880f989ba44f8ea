-- expect: harmless
function attack()
    log.warn(("x"):rep(200000), ("y"):rep(200000))
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
