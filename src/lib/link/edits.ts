/**
 * Edits of the model (`lib/model/edits.ts`) as they stand in a link:
 * `blocks.3.attn.hook_z:5=zero,blocks.0.hook_mlp_out@0/2=scale/0.5`, that is place, `:` head, `@` positions,
 * `=` what is done, `/` numbers.
 */
import type { Edit } from '../model/edits.ts';
import type { Field } from './fields.ts';

const KINDS = ['zero', 'mean', 'scale', 'add', 'set'] as const;
const MOST = { edits: 400, numbers: 4096, text: 100_000 } as const;
const FORM =
  /^((?:blocks\.\d{1,3}\.)?(?:attn\.)?hook_[a-z_]{1,20})(?::(\d{1,3}))?(?:@([\d/]{1,20000}))?=([a-z]{3,5})(?:\/(.+))?$/;

/** A list of edits. Whether the model at hand has such places is for `checkEdits` to say. */
export const edits = (key: string): Field<readonly Edit[]> => ({
  key,
  write(list) {
    const written = list.map(writeEdit);
    const whole = written.join(',');
    const fits = list.length <= MOST.edits && whole.length <= MOST.text;
    return fits && written.every((one) => readEdit(one) !== null) ? whole : null;
  },
  read(value) {
    if (value.length > MOST.text) return undefined;
    const written = value === '' ? [] : value.split(',');
    const list = written.map(readEdit).filter((edit) => edit !== null);
    return list.length === written.length && list.length <= MOST.edits ? list : undefined;
  },
});

function writeEdit({ at, head, pos, do: kind, value }: Edit): string {
  const numbers = value === undefined ? '' : `/${[value].flat().join('/')}${vectorMark(value)}`;
  const places = pos === undefined ? '' : `@${pos.join('/')}`;
  return `${at}${head === undefined ? '' : `:${head}`}${places}=${kind}${numbers}`;
}

/** A vector of one number would read as a number. */
const vectorMark = (value: Edit['value']): string =>
  Array.isArray(value) && value.length === 1 ? '/' : '';

function readEdit(text: string): Edit | null {
  const [, at, head, places, kind, numbers] = FORM.exec(text) ?? [];
  const known = KINDS.find((one) => one === kind);
  if (at === undefined || known === undefined) return null;
  const pos = places?.split('/').map(Number);
  const value = numbers === undefined ? undefined : readValue(numbers);
  const needed = known === 'scale' || known === 'add' || known === 'set';
  if (value === null || (value === undefined) === needed) return null;
  if (places !== undefined && !/^\d{1,7}(\/\d{1,7})*$/.test(places)) return null;
  return {
    at,
    ...(head === undefined ? {} : { head: Number(head) }),
    ...(pos === undefined ? {} : { pos }),
    do: known,
    ...(value === undefined ? {} : { value }),
  };
}

function readValue(text: string): number | number[] | null {
  const vector = text.endsWith('/');
  const written = (vector ? text.slice(0, -1) : text).split('/');
  const values = written.map((one) =>
    /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(one) ? Number(one) : NaN,
  );
  if (values.length > MOST.numbers || !values.every(Number.isFinite)) return null;
  return values.length === 1 && !vector ? (values[0] ?? null) : values;
}
