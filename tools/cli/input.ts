/** What is given to a command: text, ids, numbers. Whatever makes no sense is a CliError. */
import { CliError } from './cli-error.ts';

/** The one TEXT among the positional arguments; `-` reads standard input as it is. */
export async function readText(positionals: readonly string[]): Promise<string> {
  const [text, ...others] = positionals;
  if (text === undefined) throw new CliError('no TEXT is given');
  if (others.length > 0)
    throw new CliError(`more than one TEXT; put quotes around it: ${others.join(' ')}`);
  return text === '-' ? readStandardInput() : text;
}

async function readStandardInput(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new CliError('standard input is not UTF-8', { cause });
  }
}

/** `1,2,3` → [1, 2, 3]. */
export function parseIds(list: string, option = 'ids'): number[] {
  return list.split(',').map((item) => {
    if (/^\s*\d{1,15}\s*$/.test(item)) return Number(item);
    throw new CliError(`--${option} is not a list of ids such as 1,2,3: ${list}`);
  });
}

/** The number of an option, or undefined where the option is not given. */
export function parseNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value);
  throw new CliError(`--${option} is not a number: ${value}`);
}

/** A whole number of at least 0. */
export function parseCount(option: string, value: string | undefined): number | undefined {
  const count = parseNumber(option, value);
  if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) return count;
  throw new CliError(`--${option} is not a whole number of at least 0: ${value}`);
}
