-- expect: RUNTIME
function attack()
    return table.unpack({}, 1, 1e8)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
