export { Accounts, MAX_ACCOUNTS } from "./accounts.ts";
export { nearest } from "./nearest.ts";
