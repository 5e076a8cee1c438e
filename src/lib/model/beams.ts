/** Beam search over a batch: the state machine of lib/sampling, driven by the model. */
import {
  createRng,
  foundBeams,
  runningBeams,
  startBeams,
  stepBeams,
  type BeamState,
  type Group,
} from '../sampling/index.ts';
import type { ResolvedEdit } from './affine.ts';
import type { BeamSearchOptions, BeamSearchStep, BeamsFound } from './api.ts';
import { Aborted, Batch } from './batch.ts';
import { breathe } from './breathe.ts';
import type { GenerateContext } from './generate.ts';

type Options = Omit<BeamSearchOptions, 'edits'> & { readonly edits: readonly ResolvedEdit[] };

/** Searches on from `ids`; each step is reported as it is made. */
export async function searchBeams(
  context: GenerateContext,
  ids: readonly number[],
  options: Options,
  onStep?: (step: BeamSearchStep) => void,
): Promise<BeamsFound> {
  const rng = createRng(options.seed ?? 0);
  const { edits, ...settings } = { eosTokenId: context.config.eos_token_id, ...options };
  const batch = new Batch(context, edits);
  let state = startBeams(ids, settings);
  let found = foundBeams(state);
  let stopped: BeamsFound['stopped'] = 'length';
  const began = performance.now();
  try {
    while (!state.done) {
      await breathe();
      if (context.aborted()) {
        stopped = 'aborted';
        break;
      }
      const t0 = performance.now();
      const now = state;
      const { logits, slid } = await context.turn(() => read(batch, now));
      const { state: next, candidates, banned } = stepBeams(state, logits, rng);
      const { length, groups, done } = next;
      onStep?.({ length, candidates, banned, groups, done, slid, ms: performance.now() - t0 });
      state = next;
      // where bans leave no token at all, the texts so far stay
      const texts = foundBeams(state);
      if (texts.length > 0) found = texts;
      if (groups.some(isStuck)) stopped = 'all banned';
      else if (groups.every((group) => group.done)) stopped = 'searched';
    }
  } catch (error) {
    if (!(error instanceof Aborted)) throw error;
    stopped = 'aborted';
  } finally {
    batch.release();
  }
  const seconds = (performance.now() - began) / 1000;
  const { ends } = state.settings;
  const texts = found.map((beam) => {
    const newIds = beam.ids.slice(ids.length);
    return { ...beam, newIds, ended: ends.includes(newIds.at(-1) ?? -1) };
  });
  return { texts, stopped, steps: state.length, stepsPerSecond: state.length / seconds };
}

/** The logits after each running text. At first all groups begin with the prompt. */
async function read(batch: Batch, state: BeamState): Promise<ReadLogits> {
  const beams = runningBeams(state);
  const texts = beams.map(({ ids }) => ids);
  if (state.length === 0) {
    const { logits, slid } = await batch.begin(texts[0] ?? [], texts.length);
    return { logits: texts.map(() => logits), slid };
  }
  const parents = beams.map(({ parent }) => parent);
  return batch.next(texts, parents);
}

interface ReadLogits {
  readonly logits: readonly Float32Array[];
  readonly slid: boolean;
}

/** Nothing goes on and nothing has ended: every token was banned. */
const isStuck = ({ running, ended, done }: Group): boolean =>
  done && running.length === 0 && ended.length === 0;
