import type { ToyPath, ToyStep } from '#lib/beams/index.ts';

/** `open`: nothing has been decided of it yet; `never`: a word before it was dropped. */
export type ToyStanding = 'open' | 'kept' | 'looked' | 'never';

/** A text with the tree's first word. Example: said({ words: ['dog', 'has'], … }) → 'The dog has' */
export const said = ({ words }: Pick<ToyPath, 'words'>): string => ['The', ...words].join(' ');

/** What the steps so far have made of some words. */
export function standing(path: ToyPath, steps: readonly ToyStep[]): ToyStanding {
  const has = (paths: readonly ToyPath[] | undefined, words: readonly string[]): boolean =>
    paths?.some((other) => other.words.join() === words.join()) ?? false;
  for (let length = 1; length <= path.words.length; length++) {
    const step = steps[length - 1];
    if (step === undefined) return 'open';
    if (has(step.kept, path.words.slice(0, length))) continue;
    return length === path.words.length && has(step.looked, path.words) ? 'looked' : 'never';
  }
  return 'kept';
}

/** A logarithm to two decimals with a true minus. Example: −0.693… → '−0.69' */
export const logText = (x: number): string => x.toFixed(2).replace('-', '−');
