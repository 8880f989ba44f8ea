/** A study for tests, and what is offered. */
import type { CatalogueData, StrategyFields } from "../../operations/operations.ts";
import { BTC } from "../sample_orders.ts";

const number = (name: string, value: number) => ({
  name,
  type: "INTEGER" as const,
  default: value,
  min: 2,
  max: 200,
  step: 1,
  options: null,
  description: null,
});

export const STRATEGY: StrategyFields = {
  name: "cross",
  description: "",
  language: "ts",
  path: "",
  error: null,
  constraints: [],
  parameters: [number("fast", 10), number("slow", 20)],
};

export const CATALOGUE: CatalogueData = {
  symbols: [{ ...BTC, feeds: ["SIMULATED"] }],
  strategies: [STRATEGY],
  engine: { defaultFeed: "SIMULATED" },
  feeds: [],
  accounts: [],
};

export const STUDY = {
  id: "st1",
  kind: "SWEEP",
  status: "DONE",
  progress: 1,
  done: 4,
  of: 4,
  combinationsPerSecond: 2,
  leftMs: null,
  error: null,
  windowCount: 0,
  leader: null,
  strategy: "cross",
  symbols: ["BTCUSDT"],
  timeframe: "1m",
  settings: { source: "SIMULATED", bars: 500, seed: "1" },
  objective: "sharpe",
  createdAt: 0,
  finishedAt: 1,
  dataHash: "abc",
  data: [],
  axes: [{ name: "fast", values: [2, 4, 6, 8] }],
  combinationCount: 4,
  scored: 4,
  failed: 0,
  firstFailure: null,
  best: null,
  overfitting: null,
  windows: [],
  outcome: null,
} as const;
