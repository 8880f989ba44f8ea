export { executionSettings, MAX_LEVERAGE } from "./execution.ts";
export { accountLimits, engineRiskSettings, type RiskFrame, riskSettings } from "./risk.ts";
export { riskFrame } from "./risk_frame.ts";
