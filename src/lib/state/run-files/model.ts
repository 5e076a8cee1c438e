/** A run of the model page as a file keeps it: in the form of the run that comes with the site. */
import {
  aConfig,
  aList,
  aNumber,
  aRecord,
  aTable,
  aText,
  aWhole,
  MOST_TOKENS,
  orNull,
  someIds,
  somePieces,
  WrongPlace,
  type Check,
  type LeftOut,
} from '../../run-file/index.ts';
import type { PageState } from '../page-state.svelte.ts';
import { FIRST, stagesOf, type StageValues } from '../stages.ts';
import type { StoredRun } from '../stored.ts';

/** Weights of all patterns together: more make a file that no page opens gladly. */
const MOST_WEIGHTS = 1_000_000;
/** Seven figures are a float32 to within its last bit: what is drawn is the same. */
const figures = (x: number): number => Number(x.toPrecision(7));

export interface PackedModelRun {
  readonly run: StoredRun;
  readonly left: readonly LeftOut[];
}

/** What is on the model page now; null where there is nothing to keep. */
export function packModelRun(page: PageState): PackedModelRun | null {
  const { snapshot, next, info, stored } = page;
  const { config, ids } = snapshot;
  if (ids.length === 0) return null;
  const T = ids.length;
  const weights = config.n_layer * config.n_head * ((T * (T + 1)) / 2);
  const whole = weights <= MOST_WEIGHTS;
  const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  const kept = (layer: number, head: number): boolean =>
    whole || (layer === page.layer && head === page.head);
  const patterns = range(config.n_layer).map((layer) =>
    range(config.n_head).map((head) => {
      const pattern = kept(layer, head) ? snapshot.pattern(layer, head) : null;
      if (pattern === null) return [];
      return range(T).flatMap((row) =>
        Array.from(pattern.subarray(row * T, row * T + row + 1), figures),
      );
    }),
  );
  const stages = Object.fromEntries(
    Object.entries(snapshot.stages).map(([name, { norms, first }]): [string, StageValues] => [
      name,
      { norms: norms.map(figures), first: first.map((row) => row.slice(0, FIRST).map(figures)) },
    ]),
  );
  const { tokenizer } = page;
  const text = tokenizer
    ? tokenizer.decode(ids.filter((id) => id !== tokenizer.eosId))
    : stored.text;
  const run: StoredRun = {
    ...{ model: snapshot.model, command: '', config, ids, text, patterns, stages },
    parameters: info?.parameters ?? stored.parameters,
    pieces: page.piecesOf(ids),
    next,
    topTexts: next.top.map(({ id }) => page.textOf(id)),
    greedy: '',
  };
  const some = patterns.some((heads) => heads.some((triangle) => triangle.length === 0));
  return { run, left: some ? ['patterns'] : [] };
}

const numbers = (least: number, most: number): Check<readonly number[]> =>
  aList(aNumber(), least, most);
const chance = aNumber(0, 1.001);

const outer = aRecord<Omit<StoredRun, 'pieces' | 'patterns' | 'stages'>>({
  ...{ model: aText(200), command: aText(200), config: aConfig, parameters: aWhole(0, 1e13) },
  ...{ text: aText(200_000), ids: someIds(8_388_608), greedy: aText(200_000) },
  next: aRecord<StoredRun['next']>({
    top: aList(aRecord({ id: aWhole(0, 8_388_608), p: chance, q: chance }), 1, 400),
    entropy: aNumber(0, 64),
    curve: aList(aRecord({ rank: aWhole(0, 8_388_608), p: chance }), 0, 4000),
    kept: orNull(aWhole(0, 8_388_608)),
  }),
  topTexts: aList(aText(2000), 0, 400),
});

/** Checks a run from a file, all of it: what is opened can be drawn. */
export const aModelRun: Check<StoredRun> = (value, where) => {
  const run = outer(value, where);
  const { config, ids } = run;
  const T = ids.length;
  if (ids.some((id) => id >= config.vocab_size)) throw new WrongPlace(`${where}.ids`);
  if (run.topTexts.length !== run.next.top.length) throw new WrongPlace(`${where}.topTexts`);
  const size = (T * (T + 1)) / 2;
  const triangle: Check<readonly number[]> = (list, place) => {
    const found = aList(chance, 0, size)(list, place);
    if (found.length !== 0 && found.length !== size) throw new WrongPlace(place);
    return found;
  };
  const rest = value as Record<string, unknown>;
  const heads = aList(triangle, config.n_head, config.n_head);
  const patterns = aList(
    heads,
    config.n_layer,
    config.n_layer,
  )(rest['patterns'], `${where}.patterns`);
  const shape = aRecord<StageValues>({
    norms: numbers(0, T),
    first: aList(numbers(0, FIRST), 0, T),
  });
  // Of the logits there is the last row alone.
  const stage: Check<StageValues> = (values, place) => {
    const found = shape(values, place);
    const rows = place.endsWith('.logits') ? [1, T] : [T];
    if (!rows.includes(found.norms.length) || found.first.length !== found.norms.length)
      throw new WrongPlace(place);
    return found;
  };
  const all = aTable(stage, 6 * 128 + 8)(rest['stages'], `${where}.stages`);
  const known = new Set(stagesOf(config).map(({ name }) => name));
  const stages = Object.fromEntries(Object.entries(all).filter(([name]) => known.has(name)));
  const pieces = somePieces(Math.min(T, MOST_TOKENS))(rest['pieces'], `${where}.pieces`);
  return { ...run, patterns, stages, pieces };
};
