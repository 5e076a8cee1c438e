import { formatNumber } from '#components/charts/format.ts';
import { visibleText } from '#components/charts/spaces.ts';
import { addedToLogit, promotedBy, strongestNeurons, type StoredBlock } from '#lib/block/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { Engine } from '#lib/model/api.ts';
import { greedy } from '#lib/sampling/index.ts';
import type { FigureData } from '../frame/figure.ts';

export type NeuronsResult = Omit<StoredBlock['neurons'], 'chosen'>;

const NEURONS = 8;
const PROMOTED = 6;

/** The strongest neurons of a layer after a place, what they raise, and what they add to the answer. */
export async function readNeurons(
  engine: Engine,
  ids: readonly number[],
  { layer, pos }: { layer: number; pos: number },
  token: (id: number) => string,
  signal: AbortSignal,
): Promise<NeuronsResult> {
  const list = await strongestNeurons(engine, ids, { layer, pos, count: NEURONS }, signal);
  const { logits } = await engine.run(ids.slice(0, pos + 1), {}, signal);
  const target = greedy(logits.data);
  const added = await addedToLogit(engine, ids, list, { pos, target }, signal);
  const indices = list.map(({ index }) => index);
  const named = ({ id, score }: { id: number; score: number }) => ({ text: token(id), score });
  const promoted = await promotedBy(engine, layer, indices, PROMOTED, signal);
  return {
    ...{ layer, pos, list, added, answer: { id: target, text: token(target) } },
    promoted: promoted.map(({ up, down }) => ({ up: up.map(named), down: down.map(named) })),
  };
}

/** The tokens at which a neuron is most active, the strongest first. */
export function firesAt(
  activations: readonly number[],
  tokens: readonly string[],
  count = 4,
): string[] {
  return activations
    .map((x, at) => ({ x, at }))
    .sort((a, b) => b.x - a.x)
    .slice(0, count)
    .filter(({ x }) => x > 0)
    .map(({ x, at }) => `“${tokens[at] ?? ''}” ${formatNumber(x, 2)}`);
}

export function neuronTable(
  lang: Lang,
  { list, added, promoted }: NeuronsResult,
  tokens: readonly string[],
): FigureData {
  const keys = ['neuron', 'token', 'activation', 'written', 'added', 'up', 'down'] as const;
  return {
    columns: keys.map((key) => ({ key, label: t(lang, `block.column.${key}`) })),
    rows: list.flatMap(({ index, activations, length }, n) => {
      const texts = (which: 'up' | 'down'): string =>
        (promoted[n]?.[which] ?? []).map(({ text }) => visibleText(text)).join(' ');
      return activations.map((x, at) => [
        ...[index, tokens[at] ?? '', x, length * Math.abs(x), added[n] ?? null],
        ...[texts('up'), texts('down')],
      ]);
    }),
  };
}
