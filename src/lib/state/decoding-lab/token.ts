/** A written token, and all that is said of it: how likely it was, and what the settings had cut. */
import {
  cutsOf,
  greedy,
  logSumExp,
  process,
  rankOf,
  softmax,
  temperature,
  topTokens,
  type Cut,
  type SamplingOptions,
  type TextSoFar,
} from '../../sampling/index.ts';

/** How many of the likeliest tokens are kept for each place. */
export const SHOWN = 8;

/** One of the likeliest tokens of a place. */
export interface Alternative {
  readonly id: number;
  /** Its probability under the model itself: temperature 1, nothing cut. */
  readonly p: number;
  /** Its chance in the pick: 0 when it is cut; null where tokens are not drawn one by one. */
  readonly q: number | null;
}

/** What a setting has left: `banned` for penalties and bans together, then each cut in its order. */
export interface Stage {
  readonly by: 'banned' | Cut['name'] | 'greedy';
  /** Tokens that can still come. */
  readonly left: number;
}

/** What contrastive search weighed: the greatest cosine to the text so far, and the score. */
export interface Weighed {
  readonly id: number;
  readonly p: number;
  readonly penalty: number;
  readonly score: number;
}

/** What the model and the settings said at a place. */
export interface Seen {
  /** ln P under the model itself. */
  readonly logprob: number;
  /** Its place among all tokens, 0 for the likeliest. */
  readonly rank: number;
  /** Of the model's own distribution, in bits (Shannon 1948). */
  readonly entropy: number;
  /** Its chance in the pick; null where tokens are not picked one by one (beams). */
  readonly q: number | null;
  /** Tokens that could have come, and how much of the model's probability they hold. */
  readonly kept: number | null;
  readonly mass: number | null;
  readonly stages: readonly Stage[];
  readonly top: readonly Alternative[];
  readonly weighed?: readonly Weighed[];
}

export interface Token {
  readonly id: number;
  /** Taken by the reader, not by the strategy. */
  readonly taken: boolean;
  /** null while a search has not settled. */
  readonly seen: Seen | null;
}

/** What the model alone says of a token, from the logits [V] before it. */
export const judged = (logits: Float32Array, id: number): Seen =>
  judgedBy(logits, softmax(logits), id);

function judgedBy(logits: Float32Array, p: Float32Array, id: number): Seen {
  return {
    logprob: (logits[id] ?? -Infinity) - logSumExp(logits),
    rank: rankOf(logits, id),
    entropy: entropyBits(p),
    ...{ q: null, kept: null, mass: null, stages: [] },
    top: topTokens(logits, SHOWN).map(({ id }) => ({ id, p: p[id] ?? 0, q: null })),
  };
}

/** The same, and what the settings left to pick from after this text. */
export function picked(
  logits: Float32Array,
  id: number,
  options: SamplingOptions,
  text: TextSoFar,
): Seen {
  const p = softmax(logits);
  const seen = judgedBy(logits, p, id);
  const { chances, stages } = left(logits, options, text);
  let [kept, mass] = [0, 0];
  for (let token = 0; token < chances.length; token++) {
    if (!((chances[token] ?? 0) > 0)) continue;
    kept++;
    mass += p[token] ?? 0;
  }
  return {
    ...seen,
    ...{ q: chances[id] ?? 0, kept, mass: Math.min(mass, 1), stages },
    top: seen.top.map((each) => ({ ...each, q: chances[each.id] ?? 0 })),
  };
}

/** What contrastive search said of the token that it took, and of the others that it weighed. */
export function weighed(logits: Float32Array, id: number, of: readonly Weighed[]): Seen {
  const seen = judged(logits, id);
  const ids = new Set(of.map((each) => each.id));
  return {
    ...seen,
    ...{
      kept: of.length,
      mass: Math.min(
        1,
        of.reduce((sum, { p }) => sum + p, 0),
      ),
    },
    stages: [{ by: 'topK', left: of.length }],
    top: seen.top.map((each) => ({ ...each, q: ids.has(each.id) ? null : 0 })),
    weighed: of,
  };
}

/** The chance of each token, [V], and how those that can come became so few. */
function left(
  logits: Float32Array,
  options: SamplingOptions,
  text: TextSoFar,
): { chances: Float32Array; stages: Stage[] } {
  const processed = process(logits, options, text);
  const stages: Stage[] = [];
  let possible = 0;
  for (let id = 0; id < processed.length; id++) if ((processed[id] ?? 0) > -Infinity) possible++;
  if (possible < logits.length) stages.push({ by: 'banned', left: possible });
  const chances = new Float32Array(logits.length);
  if (possible === 0) return { chances, stages };
  if (options.strategy === 'greedy' || options.temperature === 0) {
    chances[greedy(processed)] = 1;
    return { chances, stages: [...stages, { by: 'greedy', left: 1 }] };
  }
  let ids: Uint32Array | null = null;
  let z = temperature(processed, options.temperature ?? 1);
  for (const { name, keep } of cutsOf(options)) {
    const places = keep(z);
    ids = at(ids, places);
    z = Float32Array.from(places, (place) => z[place] ?? 0);
    stages.push({ by: name, left: ids.length });
  }
  const q = softmax(z);
  if (ids === null) return { chances: q, stages };
  for (let i = 0; i < ids.length; i++) chances[ids[i] ?? 0] = q[i] ?? 0;
  return { chances, stages };
}

const at = (ids: Uint32Array | null, places: Uint32Array): Uint32Array =>
  ids === null ? places : places.map((place) => ids[place] ?? 0);

/** −Σ p log₂ p; 0 log 0 is 0. */
export function entropyBits(probabilities: Float32Array): number {
  let bits = 0;
  for (const p of probabilities) if (p > 0) bits -= p * Math.log2(p);
  return bits;
}
