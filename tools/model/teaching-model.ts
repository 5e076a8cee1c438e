/** The teaching model in this process, for commands that store what it computes. */
import type { Tokenizer } from '../../src/lib/bpe/index.ts';
import type { Engine } from '../../src/lib/model/api.ts';
import { openTeaching } from './teaching.ts';

/** Opens it, hands it over, and lets it go. */
export async function withTeachingModel<T>(
  use: (engine: Engine, tokenizer: Tokenizer) => Promise<T>,
): Promise<T> {
  const { engine, tokenizer } = await openTeaching();
  try {
    return await use(engine, tokenizer);
  } finally {
    await engine.release();
  }
}
