-- expect: INSTRUCTION_LIMIT
function attack()
    log.info(setmetatable({}, { __tostring = function() while true do end end }))
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
