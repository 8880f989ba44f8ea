/** What a strategy sees, what it may answer, and what becomes of it. */
import assert from "node:assert/strict";
import { script, TestDesk } from "./test_desk.ts";

/** Logs of a strategy whose detect function has this body. */
async function logsOf(body: string, desk = new TestDesk()): Promise<string[]> {
  if (!(desk.view.close > 0)) desk.feed(100, 101, 102);
  const instance = await desk.load(script({ detect: body }));
  instance.detect();
  return desk.logs;
}

Deno.test("market_data has the bar decided on", async () => {
  const desk = new TestDesk();
  desk.feed(100, 101);
  const instance = await desk.load(script({
    detect: `local m = market_data
      return { m.symbol, m.timeframe, string.format("%d", m.timestamp), m.open, m.high, m.low, m.close,
        m.volume, m.bid, m.ask, m.count }`,
  }));
  const seen = () => {
    instance.detect();
    return instance.context();
  };
  const time = Date.UTC(2024, 0, 1) + 60_000;
  const bar = ["BTCUSDT", "1m", String(time), 100.5, 102, 100, 101, 10, 101, 101, 2];
  assert.deepEqual(Object.values(seen()), bar);
  desk.feed(105);
  assert.deepEqual(Object.values(seen()).slice(3, 7), [104.5, 106, 104, 105]);
});

Deno.test("market_data looks back, and never forward", async () => {
  const body = `log.info(market_data.close_at(0), market_data.close_at(1), market_data.open_at(1),
    market_data.high_at(2), market_data.low_at(2), market_data.volume_at(1), market_data.close_at(3))`;
  assert.deepEqual(await logsOf(body), ["INFO 102.0\t101.0\t100.5\t101.0\t99.0\t10.0\tnil"]);
  for (
    const [n, message] of [
      ["-1", "n cannot be -1"],
      ["0.5", "n cannot be 0.5"],
      ["'x'", "n cannot be a string"],
      ["", "takes one number"],
      ["1, 2", "takes one number"],
    ]
  ) {
    const bad = `log.info(select(2, pcall(function() return market_data.close_at(${n}) end)))`;
    assert.ok((await logsOf(bad))[0]?.includes(`market_data.close_at`), n);
    assert.ok((await logsOf(bad))[0]?.includes(message!), n);
  }
});

Deno.test("indicators answer a number, nil until warm, and look back", async () => {
  const body =
    "log.info(indicators.sma(3), indicators.sma(3, 1), indicators.sma(4), indicators.sma(2, 1))";
  assert.deepEqual(await logsOf(body), ["INFO 101.0\tnil\tnil\t100.5"]);
});

Deno.test("an indicator with several outputs answers a table that stays as it is", async () => {
  const desk = new TestDesk();
  desk.feed(100, 102, 104);
  const instance = await desk.load(script({
    detect: `local now = indicators.bollinger(2, 1)
      local kept = before and before.middle
      before = now
      return { upper = now.upper, middle = now.middle, lower = now.lower, kept = kept,
               one_ago = indicators.bollinger(2, 1, 1).middle }`,
  }));
  // Mean 103 of 102 and 104, population deviation 1.
  instance.detect();
  assert.deepEqual(instance.context(), { upper: 104, middle: 103, lower: 102, one_ago: 101 });
  desk.feed(106);
  instance.detect();
  assert.deepEqual(instance.context(), {
    upper: 106,
    middle: 105,
    lower: 104,
    kept: 103,
    one_ago: 103,
  });
});

Deno.test("missing parameters of an indicator take their defaults", async () => {
  const desk = new TestDesk();
  desk.feed(...Array.from({ length: 60 }, (_, i) => 100 + i));
  const body = `local a, b, c = indicators.macd(), indicators.macd(12, 26, 9), indicators.macd(12)
    local ago, same = indicators.macd(nil, nil, nil, 1), indicators.macd(12, 26, 9, 1)
    log.info(a.macd == b.macd, a.signal == c.signal, a.histogram == b.histogram, ago.macd == same.macd)`;
  assert.deepEqual(await logsOf(body, desk), ["INFO true\ttrue\ttrue\ttrue"]);
  assert.deepEqual(desk.indicators.list().map((series) => series.key), ["macd(12,26,9)"]);
});

Deno.test("a wrong use of an indicator says what would be right", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    [
      "indicators.ema(0)",
      /indicators\.ema: period cannot be 0: it has to be a whole number from 1/,
    ],
    ["indicators.ema(1.5)", /period cannot be 1\.5/],
    ["indicators.ema('10')", /indicators\.ema: period cannot be a string: it has to be a number/],
    ["indicators:ema(10)", /cannot be a table: .* \(call it with a dot, not a colon\)/],
    ["indicators.ema(10, -1)", /bars_ago cannot be -1: .* what is to come cannot be read/],
    ["indicators.ema(10, 1, 2)", /indicators\.ema takes \(period, bars_ago\), not 3 arguments/],
    ["indicators.emma(10)", /there is no indicator 'emma': there are .*ema/],
  ];
  for (const [call, message] of cases) {
    const desk = new TestDesk();
    desk.feed(100);
    const instance = await desk.load(script({ detect: `return ${call}` }));
    assert.throws(() => instance.detect(), message);
    assert.throws(() => instance.detect(), /^StrategyFault: test\.lua:2: /);
  }
});

Deno.test("a strategy cannot use more than 64 different indicators, and gives them back", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const instance = await desk.load(
    script({ detect: "for n = 1, 64 do indicators.sma(n) end\n indicators.sma(params.n)" }),
    { n: 64 },
  );
  instance.detect();
  assert.equal(desk.indicators.list().length, 64);
  instance.setParameters({ n: 65 });
  assert.throws(
    () => instance.detect(),
    /test\.lua:3: indicators\.sma\(65\): .* more than 64 different/,
  );
  instance.close();
  assert.equal(desk.indicators.list().length, 0);
});

Deno.test("the context is kept from call to call", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const instance = await desk.load(script({
    detect:
      "context.seen = (context.seen or 0) + 1\n if context.seen == 3 then return { fresh = true } end",
    filter: "context.filtered = (context.filtered or 0) + 1",
  }));
  assert.deepEqual([instance.detect(), instance.detect()], [false, false]);
  assert.deepEqual(instance.context(), { seen: 2 });
  assert.equal(instance.detect(), true);
  assert.deepEqual(instance.context(), { fresh: true });
  instance.filter();
  instance.filter();
  assert.deepEqual(instance.context(), { fresh: true, filtered: 2 });
});

Deno.test("a context that is set is what the strategy goes on with", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const instance = await desk.load(script({
    filter: "context.list[#context.list + 1] = context.level * 2",
  }));
  instance.setContext({ level: 21, list: [1, 2] });
  instance.filter();
  assert.deepEqual(instance.context(), { level: 21, list: [1, 2, 42] });
});

Deno.test("context.position is there in position only", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const p = `local p = context.position
    log.info(p and table.concat({ p.side, p.quantity, p.entry_price, p.unrealized_pnl, p.bars_held,
      tostring(p.stop_loss), tostring(p.take_profit) }, " ") or "none")`;
  const instance = await desk.load(script({ detect: p, filter: p, manage: p }));
  instance.detect();
  Object.assign(desk.position, {
    side: "LONG",
    quantity: 0.5,
    entryPrice: 99,
    unrealizedPnl: 0.5,
    barsHeld: 2,
    stopLoss: 90,
  });
  instance.manage();
  Object.assign(desk.position, {
    side: "SHORT",
    unrealizedPnl: -1,
    barsHeld: 3,
    stopLoss: NaN,
    takeProfit: 80,
  });
  instance.manage();
  assert.deepEqual(instance.context(), {});
  instance.filter();
  instance.detect();
  assert.deepEqual(desk.logs, [
    "INFO none",
    "INFO long 0.5 99.0 0.5 2 90.0 nil",
    "INFO short 0.5 99.0 -1.0 3 nil 80.0",
    "INFO none",
    "INFO none",
  ]);
});

Deno.test("position is shown again where a script has put something else there", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  desk.position.side = "LONG";
  const instance = await desk.load(
    script({ manage: "log.info(context.position.side) context.position = 5" }),
  );
  instance.manage();
  instance.manage();
  assert.deepEqual(desk.logs, ["INFO long", "INFO long"]);
});

Deno.test("answers become intents", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const answer = async (body: string, which: "filter" | "manage") => {
    const instance = await desk.load(script({ [which]: `return ${body}` }));
    return instance[which]();
  };
  assert.equal(await answer("nil", "filter"), null);
  assert.equal(await answer("false", "manage"), null);
  assert.deepEqual(
    await answer(
      `{ action = "enter_short", quantity = 2, price = 101, stop_loss = 110, take_profit = 90,
         order = "limit", reason = "why", note = "mine" }`,
      "filter",
    ),
    {
      action: "ENTER",
      side: "SHORT",
      order: "LIMIT",
      quantity: 2,
      price: 101,
      stopLoss: 110,
      takeProfit: 90,
      reason: "why",
    },
  );
  assert.deepEqual(await answer('{ action = "cancel_analysis", reason = "no" }', "filter"), {
    action: "CANCEL",
    reason: "no",
  });
  assert.deepEqual(await answer('{ action = "exit", quantity = 1 }', "manage"), {
    action: "EXIT",
    order: "MARKET",
    quantity: 1,
  });
  assert.deepEqual(await answer('{ action = "reverse", stop_loss = 90 }', "manage"), {
    action: "REVERSE",
    stopLoss: 90,
  });
  assert.deepEqual(
    await answer('{ action = "update_stops", stop_loss = 95, take_profit = false }', "manage"),
    { action: "UPDATE_STOPS", stopLoss: 95, takeProfit: null },
  );
});

Deno.test("answers may ask for any order", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const answer = async (body: string, which: "filter" | "manage") => {
    const instance = await desk.load(script({ [which]: `return ${body}` }));
    return instance[which]();
  };
  assert.deepEqual(
    await answer(
      `{ action = "enter_long", order = "stop_limit", stop_price = 101, price = 102,
         trailing_stop = 3, expires_at = market_data.timestamp + 5 * 60000 }`,
      "filter",
    ),
    {
      action: "ENTER",
      side: "LONG",
      order: "STOP_LIMIT",
      stopPrice: 101,
      price: 102,
      trailingStop: 3,
      timeInForce: "GTD",
      expiresAt: Date.UTC(2024, 0, 1) + 300_000,
    },
  );
  assert.deepEqual(
    await answer(
      '{ action = "exit", order = "limit", price = 105, post_only = true, expires_in = 10 / 2 }',
      "manage",
    ),
    {
      action: "EXIT",
      order: "LIMIT",
      price: 105,
      postOnly: true,
      timeInForce: "GTD",
      expiresInBars: 5,
    },
  );
  assert.deepEqual(
    await answer('{ action = "add", order = "trailing_stop", trail_by = 2 }', "manage"),
    { action: "ADD", order: "TRAILING_STOP", trailBy: 2 },
  );
  assert.deepEqual(await answer('{ action = "update_stops", trailing_stop = false }', "manage"), {
    action: "UPDATE_STOPS",
    trailingStop: null,
  });
  assert.deepEqual(await answer('{ action = "cancel_orders" }', "manage"), {
    action: "CANCEL_ORDERS",
  });
});

Deno.test("nonsense in an answer is named, with the line of its return", async () => {
  const cases: readonly (readonly ["filter" | "manage", string, RegExp])[] = [
    ["filter", '{ action = "buy" }', /^test\.lua:5: .* action = "buy": .* enter_long/],
    ["filter", "{}", /^test\.lua:5: .* no action/],
    ["filter", '{ action = "exit" }', /action = "exit": it has to be one of enter_long/],
    ["filter", '{ action = "enter_long", quantity = -1 }', /quantity = -1: .* above 0/],
    ["filter", '{ action = "enter_long", quantity = 0 / 0 }', /quantity = NaN/],
    ["filter", '{ action = "enter_long", quantity = math.huge }', /quantity = Infinity/],
    ["filter", '{ action = "enter_long", quantity = "1" }', /quantity = "1"/],
    ["filter", '{ action = "enter_long", stop_loss = {} }', /stop_loss = \{\}/],
    ["filter", '{ action = "enter_long", take_profit = print }', /take_profit = "a function"/],
    ["filter", '{ action = "enter_long", order = "iceberg" }', /order = "iceberg"/],
    ["filter", '{ action = "enter_long", order = "stop" }', /no price/],
    ["filter", '{ action = "enter_long", order = "stop_limit", price = 5 }', /no stop_price/],
    ["filter", '{ action = "enter_long", post_only = 1 }', /post_only = 1: .* true or false/],
    ["filter", '{ action = "enter_long", expires_in = 1.5 }', /expires_in = 1\.5: .* whole number/],
    ["filter", '{ action = "enter_long", expires_in = 0 / 0 }', /expires_in = NaN/],
    ["filter", '{ action = "enter_long", time_in_force = "gtd" }', /together with expires_in/],
    [
      "filter",
      '{ action = "enter_long", timeInForce = "gtc" }',
      /a field "timeInForce": it has to be time_in_force/,
    ],
    ["manage", '{ action = "exit", order = "trailing_stop" }', /^test\.lua:8: .* no trail_by/],
    ["manage", '{ action = "add", stop_loss = 5 }', /stop_loss = 5: .* left out to add/],
    ["manage", '{ action = "update_stops", trailing_stop = 0 }', /trailing_stop = 0/],
    ["filter", '{ action = "enter_long", reason = 5 }', /reason = 5/],
    [
      "filter",
      '{ action = "enter_long", stopLoss = 5 }',
      /a field "stopLoss": it has to be stop_loss/,
    ],
    ["filter", '"enter_long"', /returned "enter_long": it has to be a table/],
    [
      "manage",
      '{ action = "enter_long" }',
      /^test\.lua:8: .* one of exit, add, reverse, update_stops/,
    ],
    ["manage", '{ action = "update_stops", stop_loss = -5 }', /stop_loss = -5/],
    ["manage", "5", /^test\.lua:8: manage_position returned 5/],
  ];
  for (const [which, body, message] of cases) {
    const desk = new TestDesk();
    desk.feed(100);
    const instance = await desk.load(script({ [which]: `return ${body}` }));
    assert.throws(
      () => instance[which](),
      (error: unknown) =>
        error instanceof Error && "code" in error && error.code === "BAD_RETURN" &&
        message.test(error.message),
      `${body}`,
    );
  }
});

Deno.test("a fault names the line of the return among several", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const body = "if market_data.close > 1000 then\nreturn nil\nend\nreturn 5";
  const instance = await desk.load(script({ detect: body }));
  assert.throws(
    () => instance.detect(),
    /^StrategyFault: test\.lua:5: detect_opportunity returned 5/,
  );
});

Deno.test("log takes any values, from any caller, up to a limit", async () => {
  assert.deepEqual(
    await logsOf('log.info("a", 1, 2.5, nil, true) log.warn("b") log:info("c") print("d", "e")'),
    ["INFO a\t1\t2.5\tnil\ttrue", "WARN b", "INFO c", "INFO d\te"],
  );
  const flood = await logsOf("for i = 1, 100 do log.info(i) end");
  assert.equal(flood.length, 21);
  assert.match(flood[20]!, /^WARN More than 20 messages/);
  const [long] = await logsOf("log.info(('x'):rep(10000))");
  assert.equal(long, `INFO ${"x".repeat(500)}…`);
});

Deno.test("the short way of a host function answers the same as the long one", async () => {
  const desk = new TestDesk();
  desk.feed(...Array.from({ length: 30 }, (_, i) => 100 + i));
  const calls = [
    "indicators.ema(5)",
    "indicators.ema(5, 3)",
    "indicators.ema(5, 29)",
    "indicators.ema(5, 1000)",
    "indicators.ema(5.0, 3.0)",
    "indicators.ema(nil, 1)",
    "indicators.ema(5, nil)",
    "indicators.ema()",
    "market_data.close_at(0)",
    "market_data.close_at(7.0)",
    "market_data.close_at(1000)",
  ];
  for (const call of calls) {
    // One result wanted goes the short way, all results the long one.
    const body = `for _ = 1, 2 do
      local short = ${call}
      local long = { ${call} }
      assert(short == long[1], tostring(short) .. " and " .. tostring(long[1]))
    end`;
    assert.deepEqual(await logsOf(body, desk), []);
  }
});
