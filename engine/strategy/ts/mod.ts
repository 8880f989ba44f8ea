export { createTsHost, TsHost } from "./ts_host.ts";
