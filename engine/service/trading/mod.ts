export { EngineBoard } from "./engine_board.ts";
export { TradingSwitch } from "./trading_switch.ts";
