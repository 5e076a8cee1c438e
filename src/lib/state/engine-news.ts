import type { Engine, EngineInfo } from '../model/api.ts';
import { asModelError, type ModelError } from '../model/errors.ts';

export interface News {
  /** It died by itself. */
  readonly lost: (error: ModelError) => void;
  /** Something more is known of it. */
  readonly learned: (more: Partial<EngineInfo>) => void;
  /** A better one is there to go on with. */
  readonly better: (engine: Engine) => void;
}

/** What becomes of an engine after it has been loaded. */
export function followEngine(engine: Engine, news: News): void {
  void engine.lost?.then(news.lost);
  engine.checked?.then(
    (selfCheck) => {
      news.learned({ selfCheck });
    },
    () => undefined, // `lost` tells
  );
  engine.better?.then(news.better, (error: unknown) => {
    const reason = asModelError(error).message;
    news.learned({ rejected: [...engine.info.rejected, { backend: 'WebGPU', reason }] });
  });
}
