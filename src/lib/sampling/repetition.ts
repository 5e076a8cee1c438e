import { checkSetting } from './settings.ts';

/**
 * Makes every token of the text so far less likely, prompt included, in place: a positive logit is
 * divided by θ, a negative one multiplied (Keskar et al. 2019, "CTRL", section 4.1, in the form of
 * Hugging Face's `repetition_penalty`). Once for each token, however often it has been. θ = 1
 * changes nothing; below 1 it rewards.
 */
export function penalizeRepetition(
  logits: Float32Array,
  ids: readonly number[],
  theta: number,
): void {
  checkSetting('repetitionPenalty', theta);
  for (const id of new Set(ids)) {
    const logit = logits[id];
    if (logit !== undefined) logits[id] = logit < 0 ? logit * theta : logit / theta;
  }
}
