/**
 * Makes src/lib/embedded/attention.json: one layer of the teaching model on one sentence, number by
 * number, and the softmax experiment, both drawn before any model is loaded. Run it again when the
 * teaching model changes:
 *
 *   npm run stored-attention
 */
import { writeFile } from 'node:fs/promises';
import {
  drawSlopes,
  HEAD_COUNTS,
  layerCaptures,
  layerFromRun,
  layerTensors,
  packFloats,
  patternAt,
  readable,
  summarize,
  type Choice,
  type LayerNumbers,
  type SlopeOptions,
  type SlopeSummary,
  type StoredLayer,
  type Wish,
} from '../../src/lib/attention/index.ts';
import { forceText, readForced, type Forced } from '../../src/lib/state/forced.ts';
import type { Engine } from '../../src/lib/model/api.ts';
import { withTeachingModel } from './teaching-model.ts';

const OUTPUT = new URL('../../src/lib/embedded/attention.json', import.meta.url);
const TEXT = 'The old dog ran because it';
const SLOPES: SlopeOptions = { seed: 1, keys: 32, draws: 200 };
/** Where the tokens of the toy with many heads want to look. */
const WISHED = { wishes: ['self', 'previous'] satisfies Wish[], seed: 1 };
/** The number of each vector that stands open. */
const OPENED = { q: 0, k: 0, v: 0, o: 0 } as const;

const FORCED = 'The old man went down to the sea, and the boy';

export interface StoredAttention {
  readonly layer: StoredLayer;
  readonly slopes: SlopeOptions & { readonly widths: readonly SlopeSummary[] };
  readonly forcing: Forced;
  readonly heads: {
    readonly wishes: readonly Wish[];
    readonly seed: number;
    readonly shares: readonly (readonly number[])[];
  };
}

/** Runs the teaching model and the experiment. */
export async function makeStoredAttention(): Promise<StoredAttention> {
  const widths = summarize(await drawSlopes(SLOPES)).map(({ d, plain, scaled }) => ({
    d,
    plain: { ...plain, quantiles: plain.quantiles.map(four) },
    scaled: { ...scaled, quantiles: scaled.quantiles.map(four) },
  }));
  const { wishes, seed } = WISHED;
  const shares = HEAD_COUNTS.map((h) => readable(wishes, h, seed).map(four));
  return {
    layer: await makeLayer(),
    slopes: { ...SLOPES, widths },
    heads: { wishes, seed, shares },
    forcing: await makeForced(),
  };
}

function makeLayer(): Promise<StoredLayer> {
  return withTeachingModel(async (engine, tokenizer) => {
    const ids = [tokenizer.eosId ?? 0, ...tokenizer.encode(TEXT)];
    const tokens = ids.map((id) => tokenizer.tokenText(id));
    const { n_layer } = engine.info.config;
    const layers: LayerNumbers[] = [];
    for (let layer = 0; layer < n_layer; layer++)
      layers.push(await layerOf(engine, ids, tokens, layer));
    const { of, chosen } = mostLooked(layers);
    const column = (matrix: keyof typeof OPENED): StoredLayer['columns']['q'] => {
      const found = of.column(matrix, chosen.head, OPENED[matrix]);
      if (found === null) throw new Error(`no column of ${matrix}`);
      const weights = packFloats(Float32Array.from(found.weights));
      return { j: OPENED[matrix], weights, bias: found.bias };
    };
    return {
      command: 'npm run stored-attention',
      ...{ text: TEXT, ids, tokens, layer: of.layer, layers: n_layer },
      ...{ heads: of.heads, width: of.width, scale: of.scale, chosen },
      ...{ normalized: packFloats(of.normalized) },
      ...{ gain: packFloats(of.gain), bias: packFloats(of.bias) },
      ...{ q: packFloats(of.q), k: packFloats(of.k), v: packFloats(of.v) },
      out: packFloats(Float32Array.from(of.out(chosen.query) ?? [])),
      columns: { q: column('q'), k: column('k'), v: column('v'), o: column('o') },
    };
  });
}

function makeForced(): Promise<Forced> {
  return withTeachingModel(async (engine, tokenizer) => {
    const { n_positions, n_layer, vocab_size } = engine.info.config;
    const { ids } = readForced(tokenizer, FORCED, n_positions);
    const { places } = await forceText(engine, ids);
    return {
      text: FORCED,
      tokens: ids.map((id) => tokenizer.tokenText(id)),
      places: places.map(({ together, alone, apart }) => ({
        ...{ together: seven(together), alone: seven(alone), apart: Number(apart.toPrecision(2)) },
      })),
      ...{ layers: n_layer, vocabulary: vocab_size },
    };
  });
}

async function layerOf(
  engine: Engine,
  ids: readonly number[],
  tokens: readonly string[],
  layer: number,
): Promise<LayerNumbers> {
  const { captured } = await engine.run(ids, { capture: layerCaptures(layer) });
  const read = layerTensors(layer).map((name) => engine.tables.weight(name));
  const [gain, bias, qkv, qkvBias, out, outBias] = (await Promise.all(read)).map((t) => t.data);
  if (!gain || !bias || !qkv || !qkvBias || !out || !outBias) throw new Error('weights lack');
  const weights = { gain, bias, qkv, qkvBias, out, outBias };
  return layerFromRun(engine.info.config, layer, tokens, captured, weights);
}

/** The head whose last token looks hardest at a token that is neither the first nor itself. */
function mostLooked(layers: readonly LayerNumbers[]): { of: LayerNumbers; chosen: Choice } {
  let best: { of: LayerNumbers; chosen: Choice; weight: number } | null = null;
  for (const of of layers)
    for (let head = 0; head < of.heads; head++) {
      const query = of.tokens.length - 1;
      const pattern = patternAt(of, head, query);
      for (let key = 1; key < query; key++) {
        const weight = pattern[key] ?? 0;
        if (best === null || weight > best.weight)
          best = { of, chosen: { head, query, key }, weight };
      }
    }
  if (best === null) throw new Error('the text is too short');
  return best;
}

const seven = (x: number): number => Number(x.toFixed(7));
const four = (x: number): number => Number(x.toPrecision(4));

if (import.meta.main) await writeFile(OUTPUT, `${JSON.stringify(await makeStoredAttention())}\n`);
