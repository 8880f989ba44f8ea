import assert from "node:assert/strict";
import fc from "fast-check";
import type { FakeSocket, FakeSockets } from "../../../tests/support/fake_sockets.ts";
import { type WatchedSession, watchedSession } from "../../../tests/support/watched_session.ts";
import { BINANCE_US } from "./exchanges.ts";

const NOTICE = '{"e":"serverShutdown"}';
/** A life short enough for many replacements in a run. */
const EXCHANGE = { ...BINANCE_US, connectionLifeMs: 300_000 };
const TIMING = { replaceEarlyMs: 100_000 };

interface World extends WatchedSession {
  /** Sockets that were given notice. */
  readonly noticed: Set<FakeSocket>;
  /** Somebody set the clock: times of before and after cannot be compared. */
  isClockSet: boolean;
}

interface Step {
  readonly name: string;
  readonly run: (world: World) => void;
}

const worldOf = (watched: WatchedSession): World => ({
  ...watched,
  noticed: new Set(),
  isClockSet: false,
});

/** Two connections only while one replaces the other, and never three. */
function checkConnections({ net, time, noticed, isClockSet }: World): void {
  const [old, ...others] = net.alive;
  if (!old || others.length === 0) return;
  assert.equal(others.length, 1, "at most two connections");
  const isDue = time.now() - old.madeAt >= EXCHANGE.connectionLifeMs - 1.5 * TIMING.replaceEarlyMs;
  assert.ok(isDue || noticed.has(old) || isClockSet, "a replacement without a reason");
}

const step = (name: string, run: Step["run"]): Step => ({ name, run });

const either = <T extends string>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
/** Of the first connection mostly, of the second when there is one. */
const which = fc.nat({ max: 3 }).map((n) => ({
  name: n === 3 ? "second" : "first",
  of: (net: FakeSockets) => net.alive[n === 3 ? 1 : 0],
}));

const wish = fc.subarray([..."abcdef"]).map((streams) =>
  step(`want ${streams.join(" ")}`, ({ session }) => session.want(new Set(streams)))
);
/** Within an answer's time, a pause's, a wait's, and up to a replacement. */
const wait = fc.constantFrom(5, 20, 40, 100, 300, 2_000, 6_000, 12_000, 70_000).map((ms) =>
  step(`wait ${ms}`, (world) => {
    // In pieces, so that what must hold is looked at on the way.
    for (let rest = ms; rest > 0; rest -= 50) {
      world.time.advance(Math.min(rest, 50));
      checkConnections(world);
    }
  })
);
const opening = either("ACCEPT", "REFUSE", "IGNORE").map((mode) =>
  step(`opening: ${mode}`, ({ net }) => void (net.opening = mode))
);
const answering = either("CONFIRM", "REFUSE", "IGNORE").map((mode) =>
  step(`answering: ${mode}`, ({ net }) => void (net.answering = mode))
);
const drop = which.map(({ name, of }) => step(`drop ${name}`, ({ net }) => of(net)?.drop("gone")));
const say = fc.tuple(which, fc.constantFrom('{"stream":"a"}', NOTICE, "garbage")).map(
  ([{ name, of }, text]) =>
    step(`${name} says ${text}`, ({ net, noticed }) => {
      const socket = of(net);
      if (socket && text === NOTICE) noticed.add(socket);
      socket?.say(text);
    }),
);
const jump = fc.integer({ min: -500_000, max: 500_000 }).map((ms) =>
  step(`jump ${ms}`, (world) => {
    world.isClockSet = true;
    world.time.jump(ms);
  })
);
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: wait },
    { weight: 4, arbitrary: wish },
    { weight: 2, arbitrary: drop },
    { weight: 3, arbitrary: say },
    { weight: 2, arbitrary: opening },
    { weight: 2, arbitrary: answering },
    { weight: 1, arbitrary: jump },
  ),
  { minLength: 20, maxLength: 80, size: "max" },
);

const shown = (list: readonly Step[]) => list.map(({ name }) => name).join("; ");

/** Begins live, so that there is something to lose. */
function play(list: readonly Step[], world: World): void {
  world.want("a b");
  for (const { run } of list) run(world);
}

/** Every `lost` follows a `subscribed`, and no two of them each other. */
function checkLosses(log: readonly string[]): void {
  let isHeld = false;
  for (const line of log) {
    if (line.startsWith("subscribed")) isHeld = true;
    else if (line === "CONNECTING") isHeld = false;
    else if (line.startsWith("lost")) {
      assert.ok(isHeld, "lost what was not there");
      isHeld = false;
    }
  }
}

/** No status twice in a row, but for a reason that comes up. */
function checkStatuses(log: readonly string[]): void {
  const lines = log.filter((line) => /^[A-Z]/.test(line));
  for (const [n, line] of lines.entries()) {
    const last = lines[n - 1] ?? "";
    assert.ok(
      line.split(":")[0] !== last.split(":")[0] || line.includes(":") !== last.includes(":"),
    );
  }
}

function checkMessages({ net, isClockSet }: World): void {
  for (const { sent } of net.sockets) {
    if (!isClockSet) {
      for (const [n, { at }] of sent.entries()) {
        assert.ok(at - (sent[n - 4]?.at ?? -Infinity) >= 1_000, "at most 4 messages a second");
      }
    }
    assert.deepEqual(sent.map(({ id }) => id), sent.map((_, n) => n + 1));
  }
}

Deno.test("whatever happens, the session keeps its word and finds back", () => {
  fc.assert(
    fc.property(steps, fc.subarray([..."abcdef"], { minLength: 1 }), (list, wanted) => {
      const world = worldOf(watchedSession({ exchange: EXCHANGE, timing: TIMING }));
      const { session, net, time, log } = world;
      play(list, world);
      net.opening = "ACCEPT";
      net.answering = "CONFIRM";
      session.want(new Set(wanted));
      time.advance(600_000);
      // A replacement may have been opened this very moment.
      if (net.alive.length > 1) time.advance(1_000);
      assert.equal(session.status, "LIVE", shown(list));
      assert.equal(log.findLast((line) => /^[A-Z]/.test(line)), "LIVE");
      for (const socket of net.alive) assert.deepEqual([...socket.subscribed].sort(), wanted);
      checkLosses(log);
      checkStatuses(log);
      checkMessages(world);
    }),
    { numRuns: 600 },
  );
});

Deno.test("the feed is told of every stream it may rely on, and of no other", () => {
  fc.assert(
    fc.property(steps, fc.subarray([..."abcdef"], { minLength: 1 }), (list, wanted) => {
      const known = new Set<string>();
      const onLine = (line: string) => {
        const [word, ...streams] = line.split(" ");
        if (word === "lost") known.clear();
        if (word === "subscribed") { for (const stream of streams) known.add(stream); }
      };
      const world = worldOf(watchedSession({ exchange: EXCHANGE, timing: TIMING, onLine }));
      const { session, net, time } = world;
      const want = session.want.bind(session);
      session.want = (streams) => {
        for (const stream of known) if (!streams.has(stream)) known.delete(stream);
        want(streams);
      };
      play(list, world);
      net.opening = "ACCEPT";
      net.answering = "CONFIRM";
      session.want(new Set(wanted));
      time.advance(100_000);
      assert.deepEqual([...known].sort(), wanted, shown(list));
    }),
    { numRuns: 300 },
  );
});

Deno.test("whenever it is closed, nothing is left and nothing more is said", () => {
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const world = worldOf(watchedSession({ exchange: EXCHANGE, timing: TIMING }));
      const { session, net, time, log } = world;
      play(before, world);
      session.close();
      const lines = log.length;
      assert.deepEqual([time.timers, net.alive.length], [0, 0], shown(before));
      play(after, world);
      assert.deepEqual([time.timers, net.alive.length, log.length], [0, 0, lines]);
    }),
    { numRuns: 300 },
  );
});
