/**
 * The chance that people prefer answer A to answer B, as the reward model sees it: σ(r_A − r_B).
 * Source: Ouyang et al. 2022, section 3.5 (Bradley & Terry 1952).
 */
export function preference(rewardA: number, rewardB: number): number {
  return 1 / (1 + Math.exp(rewardB - rewardA));
}

/** The reward model's loss on one comparison: −ln σ(r_winner − r_loser), without overflow. */
export function preferenceLoss(winner: number, loser: number): number {
  const margin = winner - loser;
  return Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
}

/** The loss of one token that got probability p: −ln p. */
export function tokenLoss(p: number): number {
  return -Math.log(p);
}
