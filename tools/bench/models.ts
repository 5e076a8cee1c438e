/** GPT-2s with random weights, and transformers.js: made or fetched once, then kept. */
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gpt2Small, writeRandomCheckpoint } from '../model/random-checkpoint.ts';
import { cacheFolder } from './browser.ts';

/** Bytes of GPT-2 small's weights in float32. */
export const gpt2Bytes = 4 * 124_439_808;

const shapes = {
  'gpt2-small': gpt2Small,
  /** GPT-2's layers and heads, all else small: as many kernels, a fraction of the work. */
  narrow: {
    ...gpt2Small,
    n_embd: 96,
    n_inner: 384,
    n_positions: 128,
    vocab_size: 1000,
    eos_token_id: 999,
  },
};
export type ModelName = keyof typeof shapes;

/** Writes a model where the bench's server finds it, unless it is there. */
export async function ensureModel(name: ModelName): Promise<void> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return;
  const draft = `${folder}.part`;
  rmSync(draft, { recursive: true, force: true });
  await writeRandomCheckpoint(draft, shapes[name], 1);
  renameSync(draft, folder); // a model that is only half written is not taken for one
}

/** Installs what the bench compares with into its own folder; the project never depends on it. */
export function ensurePeer(): void {
  const cwd = join(import.meta.dirname, 'peer');
  if (existsSync(join(cwd, 'node_modules/@huggingface/transformers'))) return;
  console.error('installing transformers.js for the bench');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  execFileSync('npm', ['install', ...flags], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
