import { deepEqual, equal } from "node:assert/strict";
import { annualisationWords, FIGURE_GROUPS, figureText, sideFigure } from "./figure_groups.ts";

Deno.test("figures are written by their kind, n/a where there is none", () => {
  equal(figureText({ kind: "percent" }, -0.1234), "−12.34 %");
  equal(figureText({ kind: "ratio" }, 1.5), "1.50");
  equal(figureText({ kind: "pnl" }, 12), "+12.00");
  equal(figureText({ kind: "count" }, 0), "0");
  equal(figureText({ kind: "duration" }, 90_000), "1 m 30 s");
  equal(figureText({ kind: "ratio" }, null), "n/a");
});

Deno.test("every figure is named once", () => {
  const keys = FIGURE_GROUPS.flatMap(({ figures }) => figures.map(({ key }) => key));
  deepEqual(keys, [...new Set(keys)]);
});

Deno.test("a side's figures come out of JSON", () => {
  equal(sideFigure({ winRate: 0.5, sqn: null }, "winRate"), 0.5);
  equal(sideFigure({ winRate: 0.5, sqn: null }, "sqn"), null);
  equal(sideFigure(null, "winRate"), null);
});

Deno.test("how a year was made is said", () => {
  const annualisation = { period: "DAY", periodsPerYear: 365, returns: 31, riskFreeRate: 0 };
  equal(
    annualisationWords(annualisation),
    "Risk figures are of 31 daily returns, 365 to a year.",
  );
  equal(
    annualisationWords({
      ...annualisation,
      period: "BAR",
      periodsPerYear: 52.18,
      riskFreeRate: 0.02,
    }),
    "Risk figures are of 31 returns of bars, 52.18 to a year, with a risk-free rate of 2 % a year.",
  );
  equal(
    annualisationWords({ ...annualisation, returns: 1, periodsPerYear: null }),
    "Nothing is annualised: 1 daily return is too few.",
  );
  equal(annualisationWords(null), "");
});
