-- expect: harmless
-- Says that everything comes before everything.
function attack()
    local t = {}
    for i = 1, 500 do
        t[i] = i
    end
    pcall(table.sort, t, function()
        return true
    end)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
