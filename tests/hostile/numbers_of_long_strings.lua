-- expect: INSTRUCTION_LIMIT
-- Digits without end are read again for each sum.
local digits = ("1"):rep(200000)
function attack()
    while true do
        local _ = tonumber(digits)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
