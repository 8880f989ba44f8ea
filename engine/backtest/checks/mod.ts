export * from "./check_report.ts";
export * from "./make_checks.ts";
export * from "./verdicts.ts";
