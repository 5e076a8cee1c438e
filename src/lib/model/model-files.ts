/** A model directory in Hugging Face's form, at a URL: config.json, model.safetensors, tokenizer files. */
import type { SelfCheck } from './api.ts';
import { parseConfig, type Gpt2Config } from './config.ts';
import type { Tables } from './embed.ts';
import { ModelError } from './errors.ts';
import type { ReadWeight } from './runtime/session.ts';
import { parseReference, type Reference } from './self-check.ts';
import {
  openCheckpoint,
  sourceFromBytes,
  sourceFromUrl,
  type Checkpoint,
  type TensorName,
  type TensorSource,
} from './weights/index.ts';

/** Everything the engine needs of a model, weights read one tensor at a time. */
export interface ModelFiles {
  readonly name: string;
  readonly config: Gpt2Config;
  readonly head: 'wte' | 'lm_head';
  readonly parameters: number;
  readonly readWeight: ReadWeight;
  readonly tables: () => Promise<Tables>;
  /** Reference values for the self-check; null where the model brings none. */
  readonly reference: Reference | null;
  /** The self-check that these very weights have passed in these programs, if any (checked.ts). */
  readonly checkedBefore?: (by: string) => SelfCheck | null;
}

/**
 * Opens a model at `base`, a URL that ends in a slash. A model with reference values is small enough
 * to be read at once and held against its hash; others are read tensor by tensor. `onConfig` is called
 * when its shape is known, long before the weights are there.
 * Errors as in parseConfig, openCheckpoint and sourceFromUrl, and `corrupt` for a wrong hash.
 */
export async function openModelAt(
  name: string,
  base: string,
  onConfig: (config: Gpt2Config) => void = () => undefined,
): Promise<ModelFiles> {
  const weights = `${base}model.safetensors`;
  const [config, json] = await Promise.all([
    fetchJson(`${base}config.json`).then((text) => {
      const parsed = parseConfig(text);
      onConfig(parsed);
      return parsed;
    }),
    fetchOptionalJson(`${base}self-check.json`),
  ]);
  if (json === null) return modelFrom(name, config, await sourceFromUrl(weights), null);
  const reference = parseReference(json);
  const bytes = await fetchBytes(weights);
  const files = await modelFrom(name, config, await sourceFromBytes(bytes), reference);
  const hash = await sha256(bytes);
  if (hash !== null && hash !== reference.sha256)
    throw new ModelError('corrupt', `${weights} has the sha256 ${hash}, not ${reference.sha256}`);
  return files;
}

/** A model from a weight file that is at hand. */
export async function modelFrom(
  name: string,
  config: Gpt2Config,
  source: TensorSource,
  reference: Reference | null,
): Promise<ModelFiles> {
  const checkpoint = await openCheckpoint(config, source);
  let tables: Promise<Tables> | null = null;
  return {
    name,
    config,
    head: checkpoint.tied ? 'wte' : 'lm_head',
    parameters: checkpoint.parameters,
    readWeight: async (weight) =>
      weight === 'wte' && tables !== null
        ? (await tables).wte
        : checkpoint.tensor(weight as TensorName),
    tables: () => (tables ??= readTables(checkpoint)),
    reference,
  };
}

async function readTables(checkpoint: Checkpoint): Promise<Tables> {
  return { wte: await checkpoint.tensor('wte'), wpe: await checkpoint.tensor('wpe') };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetchOr(url);
  if (!response.ok) throw new ModelError('not-found', `${url} answers ${String(response.status)}`);
  try {
    return await response.json();
  } catch (cause) {
    throw new ModelError('bad-config', `${url} is not JSON`, { cause });
  }
}

async function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetchOr(url);
  if (!response.ok) throw new ModelError('not-found', `${url} answers ${String(response.status)}`);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ModelError('network', `the connection broke while reading ${url}`, { cause });
  }
}

/** Hexadecimal; null on plain-http addresses, where browsers have no crypto. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!isSecureContext) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function fetchOptionalJson(url: string): Promise<unknown> {
  const response = await fetchOr(url);
  return response.ok ? ((await response.json()) as unknown) : null;
}

async function fetchOr(url: string): Promise<Response> {
  try {
    return await fetch(url);
  } catch (cause) {
    throw new ModelError('network', `${url} cannot be reached`, { cause });
  }
}
