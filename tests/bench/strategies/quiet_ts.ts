/** Asks for nothing and never trades: what a strategy costs by being there. */
export const description = "Never trades";
export const parameters = {};

export const detectOpportunity = () => null;
export const filterCommitment = () => null;
export const managePosition = () => null;
