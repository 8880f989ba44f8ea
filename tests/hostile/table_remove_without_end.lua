-- expect: INSTRUCTION_LIMIT
function attack()
    table.remove(setmetatable({}, { __len = function() return 2147483646 end }), 1)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
