export { AccountLimits } from "./account_limits.ts";
export { Accounts, MAX_ACCOUNTS } from "./accounts.ts";
