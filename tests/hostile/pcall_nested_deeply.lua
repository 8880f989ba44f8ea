-- expect: harmless
-- Each level goes through the host's own stack.
function attack()
    local function nest()
        pcall(nest)
    end
    nest()
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
