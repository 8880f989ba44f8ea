/** The API and what serves it over HTTP. */
export { type AssetSource, folderAssets } from "./http/assets.ts";
export { createHttpHandler, type HandlerOptions, type HttpHandler } from "./http/handler.ts";
export { isLoopback } from "./http/host.ts";
export type { Logger } from "./http/logger.ts";
export { ListenError, serve, type ServeOptions, type Serving } from "./server.ts";
