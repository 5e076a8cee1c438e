import { tokenizerFromFiles, type Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import type { LoadStage } from '../model/load.ts';
import { ModelError } from '../model/errors.ts';

const NAME = 'teaching';

/** One engine for the site: it outlives the page, so that the next page need not load it again. */
let kept: { readonly choice: BackendChoice; readonly engine: Engine } | null = null;
let tokenizer: Promise<Tokenizer> | null = null;

/** Connects to the teaching model at `base`, or to the engine that already holds it. */
export async function connectTeaching(
  base: string,
  choice: BackendChoice,
  onStage: (stage: LoadStage, label: string) => void,
): Promise<Engine> {
  if (kept?.choice === choice) return kept.engine;
  await kept?.engine.release();
  const { connect } = await import('../model/client.ts');
  const options = { name: NAME, base, backend: choice };
  const opened = await connect(options, onStage);
  const engine: Engine = {
    info: opened.info,
    run: (ids, runOptions, signal) => opened.run(ids, runOptions, signal),
    generate: (ids, settings, onStep, signal) => opened.generate(ids, settings, onStep, signal),
    unembed: (rows) => opened.unembed(rows),
    release: () => {
      if (kept?.engine === engine) kept = null;
      return opened.release();
    },
  };
  kept = { choice, engine };
  return engine;
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
