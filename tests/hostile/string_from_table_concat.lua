-- expect: MEMORY_LIMIT
-- Puts together what it took apart.
function attack()
    local piece = ("x"):rep(10000)
    local list = {}
    for i = 1, 1000 do
        list[i] = piece
    end
    return #table.concat(list, piece)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
