import { tokenizerFromFiles, type Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import { ModelError } from '../model/errors.ts';
import { hasWebGpu } from '../model/runtime/gpu/present.ts';
import { keptEngine, type OnStage } from './kept-engine.ts';
import { askedBackend, askedModel } from './lesson-address.ts';
import { sparesNetwork } from './spares-network.ts';
import { TEACHING, teachingBase } from './teaching-base.ts';

let tokenizer: Promise<Tokenizer> | null = null;

/**
 * Connects to the teaching model at `base`, or to the engine that already holds it. Where there may be
 * a GPU and no backend is asked for, WebAssembly answers first: a model of this size is ready there
 * while a GPU's shaders are still compiled. The GPU comes after it as `better`, once all of its
 * numbers are checked.
 */
export function connectTeaching(
  base: string,
  choice: BackendChoice,
  onStage: OnStage = () => undefined,
): Promise<Engine> {
  const open = async (backend: BackendChoice, tell: OnStage): Promise<Engine> => {
    const { connect } = await import('../model/client.ts');
    return connect({ name: TEACHING, base, backend }, tell);
  };
  const inTwoSteps = async (tell: OnStage): Promise<Engine> => {
    const first = await open('wasm', tell);
    const checked = first.checked ?? Promise.resolve();
    return { ...first, better: checked.then(() => open('webgpu', () => undefined)) };
  };
  // For both steps there are two runtimes to fetch.
  return keptEngine(
    `teaching ${choice}`,
    (tell) =>
      choice === 'auto' && hasWebGpu() && !sparesNetwork() ? inTwoSteps(tell) : open(choice, tell),
    onStage,
  );
}

/** Begins to load what a page will need at once, before the page's own script is there. */
export function connectEarly(href: string): void {
  if (askedModel(href) !== null) return;
  connectTeaching(teachingBase(), askedBackend(href)).catch(() => undefined); // told by the page
}

/** The teaching model's tokenizer, fetched once from its folder, a URL that ends in a slash. */
export function teachingTokenizer(base: string): Promise<Tokenizer> {
  tokenizer ??= loadTokenizer(base).catch((error: unknown) => {
    tokenizer = null;
    throw error;
  });
  return tokenizer;
}

async function loadTokenizer(base: string): Promise<Tokenizer> {
  const [mergesTxt, vocabJson] = await Promise.all(
    ['merges.txt', 'vocab.json'].map((name) => fetchText(base + name)),
  );
  return tokenizerFromFiles({ mergesTxt: mergesTxt ?? '', vocabJson: vocabJson ?? '' });
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new ModelError('network', `${url} cannot be reached`, { cause });
  });
  if (!response.ok) throw new ModelError('not-found', `${url} answers ${String(response.status)}`);
  return response.text();
}
