/** The reader's warpers in a link: which, with which value, in which order. */
import type { Field } from '#lib/link/index.ts';
import type { WarperName } from '#lib/strategies/index.ts';
import { RANGES, type Chosen } from './ranges.ts';

/**
 * Each of some warpers once, one that is not used with a minus before it.
 * Example: 'topP:0.8_temperature:1.5_-minP:0.1'
 */
export const orderField = (
  key: string,
  names: readonly WarperName[],
): Field<readonly Chosen[]> => ({
  key,
  write: (list) =>
    list.map(({ name, value, used }) => `${used ? '' : '-'}${name}:${String(value)}`).join('_'),
  read(text) {
    const parts = text.split('_', names.length + 1);
    const list = parts.map((part) => readOne(part, names)).filter((one) => one !== null);
    const all = names.every((name) => list.some((one) => one.name === name));
    return all && parts.length === names.length ? list : undefined;
  },
});

function readOne(text: string, names: readonly WarperName[]): Chosen | null {
  const [, off, written, number] =
    /^(-?)([a-zA-Z]{1,20}):(\d{1,3}(?:\.\d{1,6})?)$/.exec(text) ?? [];
  const name = names.find((one) => one === written);
  if (name === undefined) return null;
  const { min, max, step } = RANGES[name];
  const value = Number(number);
  if (!(value >= min && value <= max) || (step === 1 && !Number.isInteger(value))) return null;
  return { name, value, used: off === '' };
}
