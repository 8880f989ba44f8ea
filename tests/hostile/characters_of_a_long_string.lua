-- expect: INSTRUCTION_LIMIT
local text = ("x"):rep(200000)
function attack()
    while true do
        local _ = utf8.len(text)
    end
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
