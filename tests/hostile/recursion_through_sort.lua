-- expect: RUNTIME
local function deeper()
    table.sort({ 3, 2, 1 }, deeper)
    return false
end
function attack()
    deeper()
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
