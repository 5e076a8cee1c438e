/** The teaching model in Node, and the independent PyTorch values for it. */
import { readFileSync } from 'node:fs';
import type { Tensor } from '#lib/model/api.ts';
import { parseConfig } from '#lib/model/config.ts';
import type { RunnerEngine } from '#lib/model/engine.ts';
import { modelFrom, type ModelFiles } from '#lib/model/model-files.ts';
import { openInNode } from '#lib/model/node.ts';
import { decode, parseHeader, sourceFromBytes } from '#lib/model/weights/index.ts';

const MODEL = 'public/models/teaching/';
const FIXTURES = 'tests/fixtures/teaching/';

export interface ReferencePrompt {
  readonly text: string;
  readonly ids: readonly number[];
  readonly file: string;
  /** Prompt and 20 greedy tokens. */
  readonly greedy: readonly number[];
  readonly greedy_logprobs: readonly number[];
  readonly last_logits_with_head_1_2_zeroed_first_8: readonly number[];
}

/** Prompts whose every activation was computed by PyTorch in float64. */
export const prompts = JSON.parse(
  readFileSync(`${FIXTURES}prompts.json`, 'utf8'),
) as readonly ReferencePrompt[];

/** All stored activations of a prompt, and its logits. */
export function reference(prompt: ReferencePrompt): Map<string, Tensor> {
  const file = new Uint8Array(readFileSync(FIXTURES + prompt.file));
  const { tensors } = parseHeader(file, file.length);
  return new Map(
    [...tensors].map(([name, { shape, begin, end, dtype }]) => [
      name,
      { shape, data: decode(file.slice(begin, end), dtype) },
    ]),
  );
}

let engine: Promise<RunnerEngine> | null = null;

/** One engine for all tests of a file. */
export function teachingEngine(): Promise<RunnerEngine> {
  engine ??= openTeaching();
  return engine;
}

/** An engine of its own, with changes to config.json. */
export async function openTeaching(changes: object = {}): Promise<RunnerEngine> {
  return openInNode(await teachingFiles(changes));
}

/** Its weights, for tests of what is below the engine. */
export async function teachingFiles(changes: object = {}): Promise<ModelFiles> {
  const json = JSON.parse(readFileSync(`${MODEL}config.json`, 'utf8')) as object;
  const config = parseConfig({ ...json, ...changes });
  const source = await sourceFromBytes(new Uint8Array(readFileSync(`${MODEL}model.safetensors`)));
  return modelFrom('teaching', config, source, null);
}
