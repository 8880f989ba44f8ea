-- EMA crossover, long only, one unit: what backtesters are measured with (tests/bench/backtest_bench.ts).

description = "Long one unit while the fast EMA is above the slow one"

parameters = {
    fast = { default = 10, min = 2, max = 200, step = 1 },
    slow = { default = 20, min = 3, max = 400, step = 1 },
}

function detect_opportunity(market_data, context, indicators)
    local ema = indicators.ema
    local before = ema(params.slow, 1)
    if before and ema(params.fast) > ema(params.slow) and ema(params.fast, 1) <= before then
        return {}
    end
end

function filter_commitment()
    return { action = "enter_long", quantity = 1 }
end

function manage_position(market_data, context, indicators)
    local ema = indicators.ema
    if ema(params.fast) < ema(params.slow) then
        return { action = "exit" }
    end
end
