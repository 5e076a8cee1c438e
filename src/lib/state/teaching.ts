import { tokenizerFromFiles, type Tokenizer } from '../bpe/index.ts';
import { assetHref } from '../i18n/links.ts';
import type { Engine } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import type { LoadStage } from '../model/load.ts';
import { ModelError } from '../model/errors.ts';
import { keptEngine } from './kept-engine.ts';

const NAME = 'teaching';

let tokenizer: Promise<Tokenizer> | null = null;

/** The folder of the teaching model's files on this site. */
export function teachingBase(): string {
  return new URL(assetHref('models/teaching/'), location.href).href;
}

/** Connects to the teaching model at `base`, or to the engine that already holds it. */
export function connectTeaching(
  base: string,
  choice: BackendChoice,
  onStage: (stage: LoadStage, label: string) => void,
): Promise<Engine> {
  return keptEngine(`teaching ${choice}`, async () => {
    const { connect } = await import('../model/client.ts');
    return connect({ name: NAME, base, backend: choice }, onStage);
  });
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
