/** Reads what an exercise's file gives to a check; throws an Error that names what is missing. */
import type { Given } from './types.ts';

export function numberOf(given: Given, name: string): number {
  const value = given[name];
  if (typeof value !== 'number') throw new Error(`no number is given: ${name}`);
  return value;
}

export function textOf(given: Given, name: string): string {
  const value = given[name];
  if (typeof value !== 'string') throw new Error(`no text is given: ${name}`);
  return value;
}

export function numbersOf(given: Given, name: string): number[] {
  const value = given[name];
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'number'))
    throw new Error(`no list of numbers is given: ${name}`);
  return value as number[];
}

export function textsOf(given: Given, name: string): string[] {
  const value = given[name];
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw new Error(`no list of texts is given: ${name}`);
  return value as string[];
}

/** Item `name` of a table; throws for a name that it has not. */
export function entry<T>(table: Readonly<Record<string, T>>, what: string, name: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw new Error(`unknown ${what}: ${name}`);
  return found;
}
