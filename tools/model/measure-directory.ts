import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { gpt2Tokenizer, tokenizerFromFiles } from '../../src/lib/bpe/index.ts';
import { parseConfig } from '../../src/lib/model/config.ts';
import { findTokenizer } from '../../src/lib/model/hub/index.ts';
import { modelFrom } from '../../src/lib/model/model-files.ts';
import type { StoredDtype } from '../../src/lib/model/store/manifest.ts';
import { readConfig, sourceFromDirectory } from './file-source.ts';
import { measureQuality, windowsOf, type Quality } from './quality.ts';
import { optionalText } from './text-files.ts';

/** Held-out text of the teaching model, in the repository. */
export const HELD_OUT = new URL('../../tests/fixtures/held-out.txt', import.meta.url);

export interface MeasureOptions {
  /** In Hugging Face's form: the weights as they were before being stored. */
  readonly directory: string;
  /** A file; null is the held-out text of the tests. */
  readonly text: string | null;
  readonly dtypes: readonly StoredDtype[];
  /** Predictions to compare, about. */
  readonly tokens: number;
}

export interface Measured {
  readonly predictions: number;
  /** In float32. */
  readonly perplexity: number;
  readonly forms: readonly Quality[];
}

/** Measures each form of a model on a text. Rejects with a ModelError. */
export async function measureDirectory(options: MeasureOptions): Promise<Measured> {
  const { directory } = options;
  const config = parseConfig(await readConfig(directory));
  const read = (name: string): Promise<string | null> => optionalText(join(directory, name));
  const files = await findTokenizer(read, config.vocab_size);
  const tokenizer = files === null ? await gpt2Tokenizer() : tokenizerFromFiles(files);
  const ids = tokenizer.encode(await readFile(options.text ?? HELD_OUT, 'utf8'));
  const windows = windowsOf(ids, config, options.tokens);
  const source = await sourceFromDirectory(directory);
  try {
    const model = await modelFrom(basename(directory), config, source, null);
    // More threads only wait for each other in a small model.
    const threads = model.parameters < 20_000_000 ? 1 : availableParallelism();
    const forms: Quality[] = [];
    for (const dtype of options.dtypes)
      forms.push(await measureQuality(model, windows, dtype, { threads }));
    const [first] = forms;
    return {
      predictions: first?.predictions ?? 0,
      perplexity: first?.perplexity.fp32 ?? NaN,
      forms,
    };
  } finally {
    await source.close();
  }
}
