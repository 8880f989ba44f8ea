export type { TapeData } from "./candle_volume.ts";
export type { EndStatus, MatchListener } from "./match_listener.ts";
export { Matcher } from "./matcher.ts";
export { PricePiece } from "./price_path.ts";
