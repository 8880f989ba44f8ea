-- Logs a line and fails on every third bar, and goes on.
description = "Stumbles"

function detect_opportunity(market_data)
  local bar = math.floor(market_data.timestamp / 60000) % 3
  if bar == 0 then error("stumbled over " .. market_data.symbol) end
  if bar == 1 then log.warn("careful") end
  return nil
end

function filter_commitment() return nil end
function manage_position() return nil end
