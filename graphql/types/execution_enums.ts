import { builder } from "../builder.ts";

export const SlippageModelType = builder.enumType("SlippageModel", {
  description: "How much worse than the quote an order trades that takes liquidity.",
  values: {
    NONE: {},
    FIXED: { description: "`bps` of the price, for every order alike." },
    VOLUME_SHARE: {
      description:
        "`impact × min(1, quantity ÷ volume)²` of the price, by the last candle's volume.",
    },
    SQUARE_ROOT: {
      description:
        "`coefficient × volatility × √(quantity ÷ volume)` of the price, at most a tenth.",
    },
  } as const,
});
export const LatencyModelType = builder.enumType("LatencyModel", {
  description: "How long an order is on its way to the market.",
  values: {
    NONE: {},
    FIXED: { description: "`ms`, for every order alike." },
    UNIFORM: { description: "From `minMs` to `maxMs`, each as likely." },
    LOG_NORMAL: {
      description: "Half of the orders take less than `medianMs`; the larger `sigma`, the longer " +
        "some take, at most a minute.",
    },
  } as const,
});
export const LimitFillType = builder.enumType("LimitFill", {
  description: "When a resting limit order trades.",
  values: {
    TOUCH: { description: "Once the price reaches it." },
    THROUGH: { description: "Once the price has gone through it." },
  } as const,
});
