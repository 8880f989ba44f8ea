import type { RightOfWay } from "../kernel/mod.ts";
import type { SpawnShard } from "./transport.ts";

/**
 * Shards that have the right of way over heavy work: from the moment rows are sent to one until what they
 * caused is committed, or the shard is given up.
 */
export function liveFirst(spawn: SpawnShard, rightOfWay: RightOfWay): SpawnShard {
  return (listener) => {
    const rows = new RowsUnderWay(rightOfWay);
    const shard = spawn({
      ...listener,
      message(message) {
        try {
          listener.message(message);
        } finally {
          // A message of rows comes back as one batch, and a batch that names no streams was a command's.
          if (message.type === "batch" && message.done.length > 0) rows.end();
        }
      },
    });
    return {
      post(message) {
        if (message.type === "rows") rows.begin();
        shard.post(message);
      },
      addRunner: (message) => shard.addRunner(message),
      terminate() {
        rows.giveUp();
        shard.terminate();
      },
    };
  };
}

/** Messages of rows that one shard has not answered. */
class RowsUnderWay {
  readonly #rightOfWay: RightOfWay;
  #messages = 0;
  #isGivenUp = false;

  constructor(rightOfWay: RightOfWay) {
    this.#rightOfWay = rightOfWay;
  }

  begin(): void {
    if (this.#isGivenUp) return;
    this.#messages++;
    this.#rightOfWay.begin();
  }

  /** Does nothing for a shard that was given up: it may answer all the same. */
  end(): void {
    if (this.#messages === 0) return;
    this.#messages--;
    this.#rightOfWay.end();
  }

  giveUp(): void {
    this.#isGivenUp = true;
    this.#rightOfWay.end(this.#messages);
    this.#messages = 0;
  }
}
