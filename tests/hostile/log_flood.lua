-- expect: harmless
function attack()
    for i = 1, 10000 do
        log.info("flood", i)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
