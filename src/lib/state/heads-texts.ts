/** What the heads of the attention lab read: a text of the reader's, and random tokens that come twice. */
import { repeatedTokens } from '../golden/heads.ts';
import { ModelError } from '../model/errors.ts';
import { readHeads, type BothScores, type HeadsRun } from './heads-run.ts';
import type { LiveProvenance, LoadedModel } from './lesson-model.svelte.ts';
import { storedManifest } from './stored-model.ts';

const PERIOD = 50;
const SEED = 1;
/** No token holds more bytes than this many characters need: longer texts need not be read. */
const CHARACTERS_A_TOKEN = 64;

/** The scores on random tokens, of which so many come twice. */
export interface RandomScores {
  readonly scores: BothScores;
  readonly period: number;
  /** Where they were computed; null for what is stored. */
  readonly live: LiveProvenance | null;
}

/** Reads as much of a text as the model can. Rejects with `empty-prompt`, or as `readHeads`. */
export async function readText(
  { engine, tokenizer, provenance, asked }: LoadedModel,
  text: string,
  signal: AbortSignal,
  onLayer: (layer: number) => void,
): Promise<HeadsRun> {
  const { config } = engine.info;
  const most = config.n_positions - 1;
  const piece = text.slice(0, most * CHARACTERS_A_TOKEN);
  const encoded = tokenizer.encode(piece);
  if (encoded.length === 0) throw new ModelError('empty-prompt', 'there is no text');
  const begin = tokenizer.eosId === null ? [] : [tokenizer.eosId];
  const ids = [...begin, ...encoded.slice(0, most)];
  const repo = asked === null ? null : (await storedManifest(asked)).origin.repo;
  const heads = await readHeads(engine, ids, signal, onLayer);
  return {
    ...{ live: provenance, repo, config, text, ids, pieces: tokenizer.pieces(ids) },
    cut: encoded.length > most || piece.length < text.length,
    ...heads,
  };
}

/** The scores of all heads on random tokens that come twice: 50, or as many as the model can read. */
export async function readRandom(
  { engine, tokenizer, provenance }: LoadedModel,
  signal: AbortSignal,
): Promise<RandomScores> {
  const period = Math.min(PERIOD, Math.floor((engine.info.config.n_positions - 1) / 2));
  const ids = repeatedTokens({ tokenizer }, period, SEED);
  const { scores } = await readHeads(engine, ids, signal);
  return { scores, period, live: provenance };
}
