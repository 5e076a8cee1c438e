/** Numbers as readers type them, and what is said of one that is off. */
import type { Tolerance, Verdict } from './types.ts';

/** Signs of other keyboards and typefaces. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[−–—]/g, '-'],
  [/[×✕]/g, '*'],
  [/[，]/g, ','],
  [/[\s\u00a0\u202f_]/g, ''],
];

/**
 * Reads a number: `1,024`, `3/8`, `−0.5`, `２．５`, `1.2e3`, `1.2*10^3`, `50%` (its sign is left out);
 * a single comma that does not part thousands is a decimal comma. Null for anything else.
 */
export function readNumber(text: string): number | null {
  let plain = text.normalize('NFKC');
  for (const [sign, by] of PLAIN) plain = plain.replace(sign, by);
  plain = plain
    .replace(/%$/, '')
    .replace(/\*?10\^?(-?\d+)$/, (whole, power: string) =>
      /^\*/.test(whole) ? `e${power}` : whole,
    );
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '');
  else plain = plain.replace(/^([-+]?\d*),(\d+)$/, '$1.$2');
  const [, above, below] = /^([-+]?[\d.]+)\/([\d.]+)$/.exec(plain) ?? [];
  const value = above === undefined ? strict(plain) : strict(above) / strict(below ?? '');
  return Number.isFinite(value) ? value : null;
}

const strict = (text: string): number =>
  /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;

/** How far an answer may be off, as a distance. */
export const allowed = (tolerance: Tolerance, truth: number): number =>
  'absolute' in tolerance ? tolerance.absolute : (Math.abs(truth) * tolerance.percent) / 100;

/** Rounding of what was typed must not decide. */
const SLACK = 1e-9;
/** So many tolerances away still counts as near. */
const NEAR = 5;

/** Compares an answer with the truth and says what is off about it. */
export function checkNumber(answer: string, truth: number, tolerance: Tolerance): Verdict {
  if (answer.trim() === '') return { outcome: 'unreadable', say: 'empty', facts: {} };
  const x = readNumber(answer);
  if (x === null)
    return { outcome: 'unreadable', say: 'number.unreadable', facts: { typed: answer.trim() } };
  const distance = allowed(tolerance, truth) + SLACK * Math.abs(truth);
  const fits = (value: number): boolean => Math.abs(value - truth) <= distance;
  if (fits(x)) return { outcome: 'right', say: 'number.right', facts: {} };
  if (truth !== 0 && fits(-x)) return { outcome: 'near', say: 'number.sign', facts: {} };
  if (truth !== 0 && fits(x * 100)) return { outcome: 'near', say: 'number.percent', facts: {} };
  const power = Math.round(Math.log10(Math.abs(x / truth)));
  if (truth !== 0 && power !== 0 && Number.isFinite(power) && fits(x / 10 ** power))
    return { outcome: 'near', say: 'number.power', facts: {} };
  if (Math.abs(x - truth) <= NEAR * distance && distance > SLACK * Math.abs(truth))
    return { outcome: 'near', say: 'number.close', facts: {} };
  return { outcome: 'wrong', say: x < truth ? 'number.low' : 'number.high', facts: {} };
}
