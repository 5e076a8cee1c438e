/** Finding heads: what is measured of each head of a model. */
import { ablationEdits, answerToken, effectOf } from '../causal/index.ts';
import { repeatedTokens } from '../golden/heads.ts';
import { MATCHES, matchScore, targetsOf, type MatchName } from '../heads/index.ts';
import { idsOf, type Bench, type Model } from './bench.ts';
import { numberOf, textOf } from './given.ts';
import type { Given, MeasuredHead } from './types.ts';

/** The scores of all heads of a layer on a text, or on random tokens that come twice. */
async function scores(
  { engine, tokenizer }: Model,
  given: Given,
  layer: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const name = textOf(given, 'score');
  if (!MATCHES.includes(name as MatchName)) throw new Error(`unknown score of a head: ${name}`);
  const { n_head, n_positions } = engine.info.config;
  const ids =
    given['text'] === undefined
      ? repeatedTokens(
          { tokenizer },
          Math.min(numberOf(given, 'period'), Math.floor((n_positions - 1) / 2)),
          numberOf(given, 'seed'),
        )
      : idsOf({ tokenizer }, textOf(given, 'text'));
  const targets = targetsOf(ids)[name as MatchName];
  const at = `blocks.${String(layer)}.attn.hook_pattern`;
  const { captured } = await engine.run(ids, { capture: [at] }, signal);
  const size = ids.length ** 2;
  return Array.from({ length: n_head }, (_, head) =>
    matchScore(captured[at]?.data.subarray(head * size, (head + 1) * size) ?? [], targets),
  );
}

/** By how much the logit difference of two answers falls when the head's output is set to zero. */
async function drop(
  model: Model,
  given: Given,
  layer: number,
  head: number,
  signal?: AbortSignal,
): Promise<number> {
  const [a, b] = ['a', 'b'].map((name) => answerToken(model.tokenizer, textOf(given, name)));
  if (!a || !b) return NaN;
  const ids = idsOf(model, textOf(given, 'prompt'));
  const edits = ablationEdits([{ part: { kind: 'head', layer, head }, how: 'zero' }]);
  const original = await model.engine.run(ids, {}, signal);
  const edited = await model.engine.run(ids, { edits }, signal);
  return -effectOf(original.logits.data, edited.logits.data, { a: a.id, b: b.id }).change;
}

/** What is measured of one head: `score` or `effect`. Throws for an unknown check. */
export async function headValue(
  check: string,
  given: Given,
  { layer, head }: { readonly layer: number; readonly head: number },
  bench: Bench,
  signal?: AbortSignal,
): Promise<number> {
  const model = await bench.model();
  if (check === 'score') return (await scores(model, given, layer, signal))[head] ?? NaN;
  if (check === 'effect') return drop(model, given, layer, head, signal);
  throw new Error(`unknown check of a head: ${check}`);
}

/** All heads, the largest value first. */
export async function allHeads(check: string, given: Given, bench: Bench): Promise<MeasuredHead[]> {
  const model = await bench.model();
  const { n_layer, n_head } = model.engine.info.config;
  const found: MeasuredHead[] = [];
  for (let layer = 0; layer < n_layer; layer++) {
    const row = check === 'score' ? await scores(model, given, layer) : null;
    for (let head = 0; head < n_head; head++) {
      const value = row?.[head] ?? (await headValue(check, given, { layer, head }, bench));
      found.push({ layer, head, value });
    }
  }
  return found.sort((x, y) => y.value - x.value);
}
