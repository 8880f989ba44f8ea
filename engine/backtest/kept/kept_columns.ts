/** What is kept of a run, by name; columns of one curve or table are equally long. */
export type KeptColumns = Readonly<Record<string, Float64Array>>;
