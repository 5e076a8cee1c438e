import { checkSetting } from './settings.ts';

/**
 * Takes α off the logit of a token for each time that it has been written, prompt not counted, in
 * place: `frequency_penalty` of OpenAI's API and of vLLM, not one of GenerationConfig's.
 */
export function penalizeFrequency(
  logits: Float32Array,
  written: readonly number[],
  alpha: number,
): void {
  checkSetting('frequencyPenalty', alpha);
  for (const id of written) subtract(logits, id, alpha);
}

/** Takes α off once, however often a token has been written: `presence_penalty`, likewise. */
export function penalizePresence(
  logits: Float32Array,
  written: readonly number[],
  alpha: number,
): void {
  checkSetting('presencePenalty', alpha);
  for (const id of new Set(written)) subtract(logits, id, alpha);
}

function subtract(logits: Float32Array, id: number, amount: number): void {
  const logit = logits[id];
  if (logit !== undefined) logits[id] = logit - amount;
}
