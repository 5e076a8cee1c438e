/** A page's or a figure's state as typed fields, to and from the part of a link that holds it. */
import type { Field } from './fields.ts';
import type { Part } from './form.ts';

/** The fields of a state, by the names that the code has for them. */
export type Schema<S> = { readonly [K in keyof S]-?: Field<S[K]> };

export interface WrittenPart {
  readonly part: Part;
  /** Names of fields that are too long for a link, or make no sense. */
  readonly left: readonly string[];
}

/** Writes a state, or some fields of one; what is as the defaults say is left out. */
export function writePart<S extends object>(schema: Schema<S>, state: Partial<S>): WrittenPart {
  const part = new Map<string, string>();
  const left: string[] = [];
  for (const [name, field] of fieldsOf(schema)) {
    const value = (state as Record<string, unknown>)[name];
    if (value === undefined || (field.byDefault && same(field.byDefault.value, value))) continue;
    const written = field.write(value);
    if (written === null) left.push(name);
    else part.set(field.key, written);
  }
  return { part, left };
}

export interface ReadPart<S> {
  /** What was there and made sense, and the defaults of fields that have one. */
  readonly state: Partial<S>;
  /** Keys that made no sense, or that this version does not know. */
  readonly left: readonly string[];
}

/** Reads a part. Never throws: each field is taken or left by itself. */
export function readPart<S extends object>(schema: Schema<S>, part: Part | undefined): ReadPart<S> {
  const state: Record<string, unknown> = {};
  const left: string[] = [];
  const known = new Set<string>();
  for (const [name, field] of fieldsOf(schema)) {
    known.add(field.key);
    const written = part?.get(field.key);
    const value = written === undefined ? undefined : field.read(written);
    const lacking = value === undefined || field.isWhole?.(written ?? '') === false;
    if (written !== undefined && lacking) left.push(field.key);
    if (value !== undefined) state[name] = value;
    else if (field.byDefault) state[name] = field.byDefault.value;
  }
  for (const key of part?.keys() ?? []) if (!known.has(key)) left.push(key);
  return { state: state as Partial<S>, left };
}

const fieldsOf = <S extends object>(schema: Schema<S>): [string, Field<unknown>][] =>
  Object.entries(schema);

const same = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);
