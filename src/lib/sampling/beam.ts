/**
 * Beam search: instead of one text, keep the few most probable ones at every step.
 *
 * Follows Hugging Face's `generate(num_beams=…)` (https://github.com/huggingface/transformers, version
 * 4, generation/beam_search.py), beam sampling (`do_sample`) and diverse groups (Vijayakumar et al.
 * 2018) included. Penalties and bans change log-probabilities, not logits, and what a ban takes is
 * not given to others. But: one prompt at a time.
 *
 * The search itself is a state and a step, so that whoever has the model may run all beams as one
 * batch and reorder its cache by `parent`; `beamSearch` drives it for a model that reads whole texts.
 */
import type { Banned } from './banned.ts';
import { beamSettings, type BeamOptions, type BeamSettings } from './beamOptions.ts';
import {
  byScore,
  stepGroup,
  type Beam,
  type Candidate,
  type Group,
  type GroupStep,
} from './beamStep.ts';
import { createRng, type Rng } from './rng.ts';

/** The logits after a text, [V]. */
export type NextLogits = (ids: readonly number[]) => Promise<Float32Array>;

export interface BeamState {
  readonly settings: BeamSettings;
  readonly promptLength: number;
  readonly groups: readonly Group[];
  /** New tokens of the running texts. */
  readonly length: number;
  readonly done: boolean;
}

/** What a step has looked at, group by group, best first. */
export interface BeamStep {
  readonly state: BeamState;
  readonly candidates: readonly (readonly Candidate[])[];
  /** What bans have kept it from looking at, group by group, best first. */
  readonly banned: readonly (readonly Banned[])[];
}

/** The search before its first step: each group begins with the prompt alone. */
export function startBeams(prompt: readonly number[], options: BeamOptions): BeamState {
  const settings = beamSettings(options);
  const begun: Beam = { ids: prompt, logprob: 0, logprobs: [], total: 0, score: 0, parent: 0 };
  const groups = Array.from({ length: settings.numBeamGroups }, () => ({
    running: [begun],
    ended: [],
    done: false,
  }));
  const done = settings.maxNewTokens === 0;
  return { settings, promptLength: prompt.length, groups, length: 0, done };
}

/** The texts that wait for their next logits, in the order of the rows that `stepBeams` takes. */
export const runningBeams = ({ groups, done }: BeamState): readonly Beam[] =>
  done ? [] : groups.flatMap((group) => (group.done ? [] : group.running));

/** One step: the logits after each of `runningBeams`, [V] each, make each text a token longer. */
export function stepBeams(state: BeamState, logits: readonly Float32Array[], rng: Rng): BeamStep {
  const { settings, promptLength } = state;
  const taken: number[] = [];
  let first = 0;
  const steps = state.groups.map((group): GroupStep => {
    if (group.done) return { group, candidates: [], banned: [] };
    const rows = { first, logits: logits.slice(first, first + group.running.length) };
    first += group.running.length;
    const step = stepGroup(group, rows, { settings, promptLength, taken, rng });
    for (const { ids } of step.group.running) taken.push(ids.at(-1) ?? 0);
    return step;
  });
  const groups = steps.map(({ group }) => group);
  const length = state.length + 1;
  const done = length >= settings.maxNewTokens || groups.every((group) => group.done);
  const next = { settings, promptLength, groups, length, done };
  return {
    state: next,
    candidates: placed(next, steps),
    banned: steps.map(({ banned }) => banned),
  };
}

/** The candidates with their rows counted over all groups that go on. */
function placed({ done }: BeamState, steps: readonly GroupStep[]): Candidate[][] {
  let first = 0;
  return steps.map(({ group, candidates }) => {
    const goesOn = !done && !group.done;
    const from = first;
    if (goesOn) first += group.running.length;
    return candidates.map((candidate) => ({
      ...candidate,
      row: goesOn && candidate.row !== null ? from + candidate.row : null,
    }));
  });
}

/** The texts found, at most `numReturnSequences`, best first. None where bans leave no token at all. */
export function foundBeams({ settings, groups }: BeamState): Beam[] {
  const found = groups.flatMap(({ running, ended, done }) =>
    done ? ended : byScore([...ended, ...running]).slice(0, settings.size),
  );
  return byScore(found).slice(0, settings.numReturnSequences);
}

/** Searches with a model that reads each text anew; says after each step what it looked at. */
export async function beamSearch(
  nextLogits: NextLogits,
  prompt: readonly number[],
  options: BeamOptions,
  onStep?: (step: BeamStep) => void,
): Promise<Beam[]> {
  const rng = createRng(options.seed ?? 0);
  let state = startBeams(prompt, options);
  while (!state.done) {
    const rows: Float32Array[] = [];
    for (const { ids } of runningBeams(state)) rows.push(await nextLogits(ids));
    const step = stepBeams(state, rows, rng);
    onStep?.(step);
    state = step.state;
  }
  return foundBeams(state);
}
