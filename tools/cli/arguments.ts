/** Arguments of the commands, read strictly: what is not known is refused by name. */
import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The reader's mistake, told in one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses options and words; node's own messages are made one line. */
export function parse<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(message.split('\n')[0] ?? message, { cause });
  }
}

/** The one text of a command; `-` reads standard input. */
export function oneText(words: readonly string[]): string {
  const [text, ...more] = words;
  if (text === undefined) throw new UsageError('a TEXT is missing');
  if (more.length > 0)
    throw new UsageError(`one TEXT is expected; put it in quotes (then came: ${more[0] ?? ''})`);
  return text === '-' ? readFileSync(0, 'utf8') : text;
}

/** A number given as an option; undefined when it was not. */
export function numberOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number))
    throw new UsageError(`--${name} is not a number: ${value}`);
  return number;
}

/** Token ids as `1,2,3`. */
export function idsOption(value: string): number[] {
  return value.split(',').map((part) => {
    const id = Number(part);
    if (part.trim() === '' || !Number.isInteger(id))
      throw new UsageError(`--ids is not a list of whole numbers: ${value}`);
    return id;
  });
}

/** The text of an option that may be `@FILE`. */
export function textOrFile(value: string): string {
  if (!value.startsWith('@')) return value;
  try {
    return readFileSync(value.slice(1), 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read ${value.slice(1)}`, { cause });
  }
}
