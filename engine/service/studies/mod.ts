export * from "./study_api.ts";
export { StudyDesk, type StudyDeskOptions } from "./study_desk.ts";
export * from "./study_figures.ts";
export { MAX_HEAT_VALUES } from "./study_rows.ts";
export type { StudyEvaluator } from "./study_work.ts";
