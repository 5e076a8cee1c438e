/**
 * Makes src/lib/embedded/embeddings.json, the neighbours and maps of the teaching model's tokens that
 * the lesson on positions is drawn from before any model is loaded. Run it again when the teaching
 * model changes:
 *
 *   npm run stored-embeddings
 */
import { writeFile } from 'node:fs/promises';
import { packKinds, pack, packSpread, tokenKind } from '../../src/lib/embeddings/index.ts';
import type { StoredEmbeddings, StoredNeighbours } from '../../src/lib/embeddings/index.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/embeddings.json', import.meta.url);
const COMPONENTS = 8;
const NEIGHBOURS = 12;
const WORDS = [' mother', ' green', ' seven', ' Monday', ' London', ' said', 'ing', ' the'];
const LANDMARKS = [
  ...[' the', ' and', ',', ' he', ' was', ' mother', ' father', ' green', ' blue', ' seven'],
  ...[' three', ' Monday', ' London', ' sea', ' city', ' brought', ' gave', 'ing', ' internet'],
  ...[' Twitter', ' immigration', ' company', ' new', ' people', ' co', ' disapp'],
];

/** Asks the teaching model's table of tokens. */
export function makeStoredEmbeddings(): Promise<StoredEmbeddings> {
  return withTeachingModel(async ({ info, tables }, tokenizer) => {
    const { vocab_size, n_embd } = info.config;
    const norms = await tables.norms();
    const text = (id: number): string => tokenizer.tokenText(id);
    const idOf = (word: string): number => {
      const [id, ...rest] = tokenizer.encode(word);
      if (id === undefined || rest.length > 0) throw new Error(`not one token: "${word}"`);
      return id;
    };
    const near = async (id: number, measure: 'cosine' | 'dot') =>
      (await tables.nearest(id, NEIGHBOURS, measure)).map((each) => ({
        id: each.id,
        text: text(each.id),
        cosine: figures(each.cosine),
        dot: figures(each.dot),
        norm: figures(each.norm),
      }));
    const neighbours: StoredNeighbours[] = [];
    for (const id of WORDS.map(idOf))
      neighbours.push({
        id,
        text: text(id),
        norm: figures(norms[id] ?? NaN),
        near: { cosine: await near(id, 'cosine'), dot: await near(id, 'dot') },
      });
    return {
      model: 'teaching',
      command: 'npm run stored-embeddings',
      vocabulary: vocab_size,
      width: n_embd,
      kinds: packKinds(Array.from({ length: vocab_size }, (_, id) => tokenKind(text(id)))),
      norms: pack(norms, 1),
      spreads: {
        rows: packSpread(await tables.principal(COMPONENTS, 'rows'), 2),
        directions: packSpread(await tables.principal(COMPONENTS, 'directions'), 4),
      },
      landmarks: LANDMARKS.map((word) => ({ id: idOf(word), text: word })),
      neighbours,
    };
  });
}

const figures = (x: number): number => Number(x.toPrecision(5));

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredEmbeddings())}\n`);
