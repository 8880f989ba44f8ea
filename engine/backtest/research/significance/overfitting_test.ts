import { equal, match, ok } from "node:assert/strict";
import { Prng } from "../../../kernel/mod.ts";
import { overfittingReport } from "./overfitting.ts";

function trialsOf(count: number, rows: number, edge: number): Float64Array[] {
  const random = Prng.from("trials");
  return Array.from(
    { length: count },
    (_, trial) =>
      Float64Array.from({ length: rows }, () => random.normal() + (trial === 3 ? edge : 0)),
  );
}

Deno.test("the best of many that are worth nothing is called overfit, in plain words", () => {
  const report = overfittingReport(trialsOf(200, 250, 0))!;
  ok(report.deflatedSharpe < 0.95, `${report.deflatedSharpe}`);
  ok(report.bestSharpe > 0.1, "though it looks like 2 a year");
  ok(report.independentTrials > 190);
  match(report.words, /200 combinations were tried \(as good as \d+ independent ones\)/);
  match(report.words, /Do not expect its figures again|Test it on time that was not searched/);
});

Deno.test("skill passes", () => {
  const report = overfittingReport(trialsOf(200, 250, 0.5))!;
  equal(report.verdict, "FINE");
  ok(report.deflatedSharpe > 0.99);
  ok(report.crossValidation!.probability < 0.05);
  match(report.words, /better than luck with a probability of more than 99.9 %/);
});

Deno.test("too little to judge by is not judged", () => {
  equal(overfittingReport(trialsOf(1, 250, 0)), null);
  equal(overfittingReport(trialsOf(5, 29, 0)), null);
  equal(overfittingReport([]), null);
});

Deno.test("an account that was used up counts with nothing earned from there on", () => {
  const trials = trialsOf(10, 100, 0);
  trials[0] = trials[0]!.slice(0, 40);
  equal(overfittingReport(trials)!.trials, 10);
});
