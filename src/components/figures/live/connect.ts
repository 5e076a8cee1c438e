import { tokenizerFromFiles, type Tokenizer } from '#lib/bpe/index.ts';
import { assetHref } from '#lib/i18n/links.ts';
import type { Engine } from '#lib/model/api.ts';
import type { BackendChoice } from '#lib/model/backends.ts';
import type { LoadStage } from '#lib/model/load.ts';
import { ModelError } from '#lib/model/errors.ts';

const NAME = 'teaching';

/** One engine for the site: it outlives the page, so that the next page need not load it again. */
let kept: { readonly choice: BackendChoice; readonly engine: Engine } | null = null;
let tokenizer: Promise<Tokenizer> | null = null;

/** Connects to the teaching model, or to the engine that already holds it. */
export async function connectTeaching(
  choice: BackendChoice,
  onStage: (stage: LoadStage, label: string) => void,
): Promise<Engine> {
  if (kept?.choice === choice) return kept.engine;
  await kept?.engine.release();
  const { connect } = await import('#lib/model/client.ts');
  const options = { name: NAME, base: modelBase(), backend: choice };
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

/** The teaching model's tokenizer, fetched once. */
export function teachingTokenizer(): Promise<Tokenizer> {
  tokenizer ??= loadTokenizer().catch((error: unknown) => {
    tokenizer = null;
    throw error;
  });
  return tokenizer;
}

async function loadTokenizer(): Promise<Tokenizer> {
  const [mergesTxt, vocabJson] = await Promise.all(['merges.txt', 'vocab.json'].map(fetchText));
  return tokenizerFromFiles({ mergesTxt: mergesTxt ?? '', vocabJson: vocabJson ?? '' });
}

async function fetchText(name: string): Promise<string> {
  const url = modelBase() + name;
  const response = await fetch(url).catch((cause: unknown) => {
    throw new ModelError('network', `${url} cannot be reached`, { cause });
  });
  if (!response.ok) throw new ModelError('not-found', `${url} answers ${String(response.status)}`);
  return response.text();
}

function modelBase(): string {
  return new URL(assetHref(`models/${NAME}/`), location.href).href;
}
