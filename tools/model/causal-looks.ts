import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import {
  bestToken,
  contrast,
  lastRows,
  logProbability,
  patternNames,
  range,
  type Look,
  type StoredCausal,
  type StoredPair,
  type StoredPrompt,
} from '../../src/lib/causal/index.ts';
import type { Engine } from '../../src/lib/model/api.ts';

type StoredLooks = StoredCausal['looks'];

/** Off, such a head must change ln P of the answer by less than this to count as idle. */
const IDLE = 0.05;
/** So many of the clearest pairs are tried. */
const MOST_PAIRS = 60;

/**
 * Searches the prompts of the pairs for one in which a head that looks at the deciding word is switched
 * off and next to nothing happens, while one that hardly looks at it changes the likeliest token. The
 * deciding word is where the two prompts of a pair differ, and the likeliest token is the pair's answer.
 * Of all found, first those whose quiet head leaves the rival answer in front, then the one whose idle
 * head looks and whose quiet head costs most; where none is found, the one whose quiet head costs most.
 */
export async function storedLooks(
  engine: Engine,
  tokenizer: Tokenizer,
  pairs: readonly StoredPair[],
): Promise<StoredLooks> {
  let tried = 0;
  let found = 0;
  let chosen: { looks: StoredLooks; score: number } | null = null;
  for (const { clean, corrupted, a, b } of pairs.slice(0, MOST_PAIRS)) {
    const at = clean.ids.findIndex((id, t) => id !== corrupted.ids[t]);
    const sides = [
      { prompt: clean, answer: a.id, rival: b.id },
      { prompt: corrupted, answer: b.id, rival: a.id },
    ];
    for (const { prompt, answer: expected, rival } of sides) {
      tried++;
      const { looks, heads, best } = await looksOf(engine, tokenizer, prompt, at);
      if (best !== expected) continue;
      const { idle, quiet } = contrast(looks);
      if (idle === null || quiet === null) continue;
      const both = Math.abs(idle.effect) < IDLE && quiet.best !== best;
      if (both) found++;
      const flip = quiet.best === rival ? 10 : 0;
      const score = both ? 100 + flip + idle.weight - quiet.effect : -quiet.effect;
      if (chosen !== null && chosen.score >= score) continue;
      const answer = { id: best, text: tokenizer.tokenText(best) };
      chosen = { looks: { prompt, at, best: answer, heads, tried: 0, found: 0 }, score };
    }
  }
  if (chosen === null) throw new Error('no prompt has a head that looks and one that does not');
  return { ...chosen.looks, tried, found };
}

async function looksOf(
  engine: Engine,
  tokenizer: Tokenizer,
  { ids }: StoredPrompt,
  at: number,
): Promise<{ looks: Look[]; heads: StoredLooks['heads']; best: number }> {
  const { n_layer, n_head } = engine.info.config;
  const { logits, captured } = await engine.run(ids, { capture: patternNames(n_layer) });
  const rows = lastRows(captured, n_layer);
  const best = bestToken(logits.data);
  const looks: Look[] = [];
  for (const layer of range(n_layer))
    for (const head of range(n_head)) {
      const edits = [{ at: `blocks.${layer}.attn.hook_z`, head, do: 'zero' as const }];
      const edited = (await engine.run(ids, { edits })).logits.data;
      looks.push({
        ...{ layer, head, weight: rows[layer]?.[head]?.[at] ?? 0 },
        effect: logProbability(edited, best) - logProbability(logits.data, best),
        best: bestToken(edited),
      });
    }
  const heads = looks.map(({ layer, head, effect, best: first }) => ({
    ...{ layer, head, effect: Number(effect.toPrecision(4)) },
    row: (rows[layer]?.[head] ?? []).map((weight) => Number(weight.toPrecision(3))),
    best: tokenizer.tokenText(first),
  }));
  return { looks, heads, best };
}
