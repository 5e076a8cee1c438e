/** `--edit`: JSON, or @FILE with JSON in it; several are composed in their order. */
import { readFile } from 'node:fs/promises';
import { parseEdits, type Edit } from '../../src/lib/model/edits.ts';
import { CliError, reasonOf } from './cli-error.ts';
import { userPath } from './user-path.ts';

export const editHelp = [
  '--edit JSON|@FILE',
  'change activations: [{"at": NAME, "head": h, "pos": [p, …], "do": "zero", …}, …]',
] as const;

/** Reads the edits; rejects with a CliError for an unreadable file and `bad-edit` for what is no edit. */
export async function readEdits(values: readonly string[] = []): Promise<Edit[]> {
  const lists = await Promise.all(
    values.map(async (value) => parseEdits(value.startsWith('@') ? await read(value) : value)),
  );
  return lists.flat();
}

async function read(value: string): Promise<string> {
  try {
    return await readFile(userPath(value.slice(1)), 'utf8');
  } catch (cause) {
    throw new CliError(`cannot read ${value.slice(1)}: ${reasonOf(cause)}`, { cause });
  }
}
