/**
 * Makes what the figures show of learned positions before any model has loaded: principal
 * components, norms and a coarse cosine matrix, never the table itself. Run it again when the
 * teaching model changes; with a file that holds GPT-2's table, for GPT-2 as well:
 *
 *   npm run -s positions [-- wpe.safetensors]
 *
 * The file may be the whole checkpoint of GPT-2 small or hold `wpe.weight` alone.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { decode, sourceFromBytes } from '../../src/lib/model/weights/index.ts';
import {
  derive,
  explainedByDistance,
  nearestPair,
  positionTable,
  store,
  tableEncoding,
  type PositionTable,
  type StoredPositions,
} from '../../src/lib/positions/index.ts';

const TEACHING = new URL('../../public/models/teaching/model.safetensors', import.meta.url);
const OUTPUT = new URL('../../src/lib/embedded/', import.meta.url);
const NAMES = ['wpe.weight', 'transformer.wpe.weight'];

/** The positions of a checkpoint, and what the tensor is called there. Throws when it has none. */
export async function readPositions(
  bytes: Uint8Array,
): Promise<{ readonly table: PositionTable; readonly tensor: string }> {
  const source = await sourceFromBytes(bytes);
  const tensor = NAMES.find((name) => source.names().includes(name));
  if (tensor === undefined) throw new Error(`the file has no tensor ${NAMES[0]}`);
  const { dtype, shape } = source.info(tensor);
  const values = decode(await source.read(tensor), dtype);
  return { table: positionTable(values, shape[1] ?? 0), tensor };
}

/** Derives what is stored from a file's bytes. `grid`: how many positions the cosine matrix has. */
export async function storedFrom(
  bytes: Uint8Array,
  { model, command, grid }: { model: string; command: string; grid: number },
): Promise<StoredPositions> {
  const { table, tensor } = await readPositions(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const encoding = tableEncoding(table);
  return store({ model, tensor, sha256, command }, await derive(table, grid), {
    nearest: nearestPair(encoding, table.rows),
    explained: explainedByDistance(encoding, table.rows),
  });
}

/** The teaching model's own. */
export async function teachingPositions(): Promise<StoredPositions> {
  const about = { model: 'teaching', command: 'npm run positions', grid: 64 };
  return storedFrom(await readFile(TEACHING), about);
}

async function gpt2Positions(path: string): Promise<StoredPositions> {
  const command = 'npm run positions -- wpe.safetensors';
  const stored = await storedFrom(await readFile(path), { model: 'gpt2', command, grid: 128 });
  if (stored.rows === 1024 && stored.width === 768) return stored;
  throw new Error(`GPT-2 small has 1024 positions of 768, not ${stored.rows} of ${stored.width}`);
}

async function write(name: string, stored: StoredPositions): Promise<void> {
  await writeFile(new URL(name, OUTPUT), `${JSON.stringify(stored)}\n`);
  const first = stored.shares.slice(0, 3).reduce((sum, share) => sum + share, 0);
  console.log(`${name}: the first three components hold ${(100 * first).toFixed(2)} %`);
}

if (import.meta.main) {
  await write('teaching-positions.json', await teachingPositions());
  const path = process.argv[2];
  if (path !== undefined) await write('gpt2-positions.json', await gpt2Positions(path));
}
