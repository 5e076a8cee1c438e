import type { SelfCheck } from './api.ts';

/** What went wrong, in English: for a developer's eyes. */
export function worst({ lines }: SelfCheck): string {
  const failed = lines.filter((line) => !line.passed);
  const texts = failed.map(
    ({ name, logitError, patternError }) =>
      `${name}: logits off by ${logitError.toPrecision(2)}, patterns by ${patternError.toPrecision(2)}`,
  );
  return `wrong numbers (${texts.join('; ')})`;
}
