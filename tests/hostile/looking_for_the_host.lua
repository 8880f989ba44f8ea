-- expect: harmless
-- Whatever is found here is a hole.
function attack()
    for _, name in ipairs({
        "io", "os", "require", "package", "debug", "load", "loadstring", "loadfile", "dofile",
        "coroutine", "collectgarbage", "module", "setfenv", "getfenv", "newproxy", "js", "fengari",
        "bit32", "globalThis", "Deno", "process",
    }) do
        assert(_G[name] == nil, name)
    end
    assert(string.dump == nil and string.pack == nil)
    local shared = getmetatable("")
    assert(type(shared) ~= "table", "the metatable of strings")
    assert(getmetatable(print) == nil and getmetatable(1) == nil)
end

function detect_opportunity(market_data, context, indicators)
    return attack(market_data, context, indicators)
end

function filter_commitment() end
function manage_position() end
