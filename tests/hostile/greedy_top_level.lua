-- expect: refused MEMORY_LIMIT
local t = {}
for i = 1, 1e9 do
    t[i] = {}
end
function detect_opportunity() end
function filter_commitment() end
function manage_position() end
