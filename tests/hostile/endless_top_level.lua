-- expect: refused INSTRUCTION_LIMIT
-- Never gets as far as its functions.
while true do end
function detect_opportunity() end
function filter_commitment() end
function manage_position() end
