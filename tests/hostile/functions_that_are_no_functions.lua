-- expect: refused SYNTAX
detect_opportunity = print
filter_commitment = setmetatable({}, { __call = function() end })
manage_position = 5
