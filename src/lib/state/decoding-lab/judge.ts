/** What the model alone says of texts that are there already. */
import type { Engine } from '../../model/api.ts';
import { judged, type Token } from './token.ts';

/** So many rows become logits at a time. */
const ROWS = 8;

/**
 * The tokens of each text from `from` on, each with what the model said before it. Where a text is
 * longer than the model's positions, the nearest half of them or more is what a token is judged by.
 */
export async function judgeTexts(
  engine: Engine,
  texts: readonly (readonly number[])[],
  from: number,
): Promise<Token[][]> {
  const all: Token[][] = [];
  for (const ids of texts) all.push(await judgeText(engine, ids, from));
  return all;
}

async function judgeText(engine: Engine, ids: readonly number[], from: number): Promise<Token[]> {
  const { n_layer, n_positions, n_embd: D, vocab_size: V } = engine.info.config;
  const name = `blocks.${String(n_layer - 1)}.hook_resid_post`;
  const tokens: Token[] = [];
  for (let next = from; next < ids.length;) {
    const end = Math.min(ids.length, Math.max(n_positions, next + Math.ceil(n_positions / 2)));
    const start = Math.max(0, end - n_positions);
    const { captured } = await engine.run(ids.slice(start, end), { capture: [name] });
    const residuals = captured[name]?.data ?? new Float32Array();
    for (; next < end; next += ROWS) {
      const last = Math.min(next + ROWS, end);
      const rows = residuals.slice((next - 1 - start) * D, (last - 1 - start) * D);
      const { data } = await engine.unembed({ shape: [last - next, D], data: rows });
      for (const [i, id] of ids.slice(next, last).entries()) {
        const seen = judged(data.subarray(i * V, (i + 1) * V), id);
        tokens.push({ id, taken: false, seen });
      }
    }
    next = end;
  }
  return tokens;
}
