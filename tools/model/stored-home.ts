/**
 * Makes what the home page shows of the teaching model before any script runs: a text that it writes
 * token by token, with the distribution that each token was drawn from and where all heads looked
 * (src/lib/embedded/home.json). Run it again when the teaching model changes:
 *
 *   npm run -s stored-home
 */
import { writeFile } from 'node:fs/promises';
import { createRng, sample } from '../../src/lib/sampling/index.ts';
import { offerOf } from '../../src/lib/state/home-offer.ts';
import { patternDigits, type Offer, type StoredHome } from '../../src/lib/state/home-run.ts';
import { openTeaching } from './teaching.ts';

const FILE = new URL('../../src/lib/embedded/home.json', import.meta.url);
const TEXT = 'The old man looked at the sea and';
const STEPS = 11;
const SEED = 5;

/** Lets the teaching model write: draws from the whole vocabulary, temperature 1, nothing cut. */
export async function makeStoredHome(): Promise<StoredHome> {
  const { engine, tokenizer } = await openTeaching();
  const { eos_token_id, n_layer, n_head, vocab_size } = engine.info.config;
  const name = (layer: number): string => `blocks.${String(layer)}.attn.hook_pattern`;
  const layers = Array.from({ length: n_layer }, (_, layer) => layer);
  const tokenText = (id: number): string => tokenizer.tokenText(id);
  try {
    const ids = [eos_token_id, ...tokenizer.encode(TEXT)];
    const promptLength = ids.length;
    const rng = createRng(SEED);
    const offers: Omit<Offer, 'vocabulary'>[] = [];
    for (let step = 0; step < STEPS; step++) {
      const { logits } = await engine.run(ids, { logits: 'last' });
      const id = sample(logits.data, { strategy: 'sample' }, rng);
      const { top, shares, pick } = offerOf(logits.data, tokenText, id);
      offers.push({ top, shares, pick });
      ids.push(id);
    }
    const read = ids.slice(0, -1);
    const { captured } = await engine.run(read, { capture: layers.map(name) });
    return {
      ...{ model: 'teaching', command: 'npm run stored-home', seed: SEED },
      ...{ vocabulary: vocab_size, promptLength, tokens: ids.map(tokenText) },
      heads: layers.map((layer) =>
        Array.from({ length: n_head }, (_, head) =>
          patternDigits(captured[name(layer)]!.data, read.length, head),
        ),
      ),
      offers,
    };
  } finally {
    await engine.release();
  }
}

/** Three significant figures are enough for a drawing. */
const rounded = (_key: string, x: unknown): unknown =>
  typeof x === 'number' && !Number.isInteger(x) ? Number(x.toPrecision(3)) : x;

if (import.meta.main) {
  await writeFile(FILE, `${JSON.stringify(await makeStoredHome(), rounded)}\n`);
}
