/**
 * A forward pass with everything a lesson may ask for: embed → blocks → unembed, in pieces of at
 * most 128 tokens (longer ones would need gigabytes for patterns), captured values put together
 * under TransformerLens's names and shapes.
 */
import type { ResolvedEdit } from './affine.ts';
import type { Tensor } from './api.ts';
import { breathe } from './breathe.ts';
import type { Gpt2Config } from './config.ts';
import { embed, type Tables } from './embed.ts';
import { concat, gatesFor } from './gates.ts';
import { residual } from './graph/blocks.ts';
import { activationShape, placeOf, type Place } from './names.ts';
import { Residuals } from './residuals.ts';
import type { Cache, Runner } from './runtime/runner.ts';

/** New tokens read at once. */
export const PIECE = 128;

export interface PassRequest {
  readonly ids: readonly number[];
  readonly positions: readonly (number | null)[];
  readonly edits: readonly ResolvedEdit[];
  /** Names to bring back, checked already. */
  readonly capture: readonly string[];
  readonly logits: 'last' | 'all' | 'none';
  readonly throwIfAborted: () => void;
}

export interface Pass {
  readonly logits: Tensor;
  readonly captured: Record<string, Tensor>;
}

/** Reads all ids after what the cache holds, appends to it, and collects what was asked for. */
export async function pass(
  config: Gpt2Config,
  tables: Tables,
  runner: Runner,
  cache: Cache,
  request: PassRequest,
): Promise<Pass> {
  const { ids, edits, capture } = request;
  const { n_embd: D, vocab_size: V } = config;
  const places = capture.map((name) => placeOf(config, name)).filter((place) => place !== null);
  const fetch = [...new Set(places.flatMap((place) => graphOutputs(place)))];
  const parts = new Map<string, Piece[]>(capture.map((name) => [name, []]));
  const size = pieceSize(places, ids.length);
  const logits: Float32Array[] = [];
  for (let from = 0; from < ids.length; from += size) {
    if (from > 0) await breathe();
    request.throwIfAborted();
    const start = cache.length;
    const piece = ids.slice(from, from + size);
    const positions = request.positions.slice(from, from + size);
    const embedded = embed(config, tables, { ids: piece, positions, start, edits });
    const gates = edits.length === 0 ? null : gatesFor(config, edits, start, piece.length);
    const { final, fetched } = await runner.forward({ x: embedded.x, cache, fetch, gates });
    const keep = (name: string, data: Float32Array): void => {
      parts.get(name)?.push({ data, start, count: piece.length });
    };
    keep('hook_embed', embedded.embed);
    keep('hook_pos_embed', embedded.posEmbed);
    const residuals = new Residuals(config, edits, start, embedded.x, final, fetched);
    for (const place of places) {
      if (place.part.startsWith('hook_resid') || place.part.endsWith('hook_normalized'))
        keep(place.name, residuals.at(place));
      else if (place.layer !== null)
        keep(place.name, fetched.get(place.name) ?? new Float32Array());
    }
    const last = from + size >= ids.length;
    if (request.logits === 'all') logits.push(await runner.unembed(final));
    if (request.logits === 'last' && last) logits.push(await runner.unembed(final.slice(-D)));
  }
  const data = concat(logits);
  const captured: Record<string, Tensor> = {};
  for (const place of places)
    captured[place.name] = join(config, place, parts.get(place.name) ?? [], ids.length);
  return { logits: { shape: [data.length / V, V], data }, captured };
}

/** An activation of `count` tokens from position `start` on. */
interface Piece {
  readonly data: Float32Array;
  readonly start: number;
  readonly count: number;
}

/** Scores before the mask reach into the future, so they need all tokens at once. */
function pieceSize(places: readonly Place[], T: number): number {
  return places.some((place) => place.part === 'attn.hook_attn_scores') ? Math.max(T, 1) : PIECE;
}

/** What the graph must give for an activation. */
function graphOutputs({ layer, part, name }: Place): string[] {
  if (layer === null) return [];
  switch (part) {
    case 'hook_resid_pre':
    case 'ln1.hook_normalized':
      return layer === 0 ? [] : [residual(layer - 1)];
    case 'hook_resid_post':
      return [residual(layer)];
    case 'ln2.hook_normalized':
      return [`blocks.${String(layer)}.hook_resid_mid`];
    default:
      return [name];
  }
}

/** Puts pieces together. Rows follow each other, but for patterns and scores: [H, T, T]. */
function join(config: Gpt2Config, place: Place, parts: readonly Piece[], T: number): Tensor {
  const shape = activationShape(config, place, T);
  const square = place.part === 'attn.hook_pattern' || place.part === 'attn.hook_attn_scores';
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return { shape, data: first.data };
  if (!square) return { shape, data: concat(parts.map((part) => part.data)) };
  const H = config.n_head;
  const data = new Float32Array(H * T * T);
  for (const { data: piece, start, count: S } of parts) {
    const columns = start + S;
    for (let row = 0; row < H * S; row++) {
      const to = (Math.floor(row / S) * T + start + (row % S)) * T;
      data.set(piece.subarray(row * columns, (row + 1) * columns), to);
    }
  }
  return { shape, data };
}
