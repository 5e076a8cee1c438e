/** Writes on by the method that was asked for, whatever it is. */
import type { Step } from '../../../src/lib/model/api.ts';
import type { Edit } from '../../../src/lib/model/edits.ts';
import type { RunnerEngine } from '../../../src/lib/model/engine.ts';
import {
  beamsOf,
  newTokensOf,
  samplingOf,
  type GenerationConfig,
} from '../../../src/lib/sampling/index.ts';
import { DEFAULT_LENGTH } from './flags.ts';
import type { Settings } from './read-settings.ts';

export interface WrittenText {
  readonly ids: readonly number[];
  readonly newIds: readonly number[];
  readonly logprobs: readonly number[];
  /** What the texts were ordered by; absent for a single text. */
  readonly score?: number;
  readonly seed?: number;
  readonly stopped: string;
}

/** The texts, best first: at least one. `onToken` is told of the tokens of a text that nothing takes back. */
export async function write(
  engine: RunnerEngine,
  ids: readonly number[],
  { config, method, bestOf }: Settings,
  edits: readonly Edit[],
  onToken: (id: number) => void,
): Promise<readonly WrittenText[]> {
  const maxNewTokens = lengthOf(config, ids.length);
  // an empty list stays away, so that the engine takes its fastest way
  const common = edits.length === 0 ? { maxNewTokens } : { maxNewTokens, edits };
  if (method === 'contrastive') {
    const { topK = 4, penaltyAlpha = 0 } = config;
    const options = { ...config, ...common, topK, penaltyAlpha };
    return [await engine.contrast(ids, options, onStep(onToken))];
  }
  if (method === 'greedy' || method === 'sample') {
    const options = { ...samplingOf(config), ...common };
    if (bestOf === null) return [await engine.generate(ids, options, onStep(onToken))];
    const { texts } = await engine.bestOf(ids, { ...options, n: bestOf });
    return texts.slice(0, config.numReturnSequences ?? 1);
  }
  const beams = { ...beamsOf(config, ids.length), ...common };
  const { texts, stopped } = await engine.beams(ids, beams);
  return texts.map((text) => ({
    ...text,
    stopped: text.ended ? 'end of text' : stopped === 'searched' ? 'length' : stopped,
  }));
}

const onStep =
  (onToken: (id: number) => void) =>
  ({ id }: Pick<Step, 'id'>): void => {
    onToken(id);
  };

/** As in `generate()`, but with a default of its own. */
const lengthOf = (config: GenerationConfig, promptLength: number): number =>
  newTokensOf(
    config.maxLength === undefined ? { maxNewTokens: DEFAULT_LENGTH, ...config } : config,
    promptLength,
  );
