/** A run of the decoding lab as a file keeps it: every column's texts, branches and seeds. */
import type { Piece } from '../../bpe/index.ts';
import {
  aFlag,
  aList,
  aNumber,
  aRecord,
  aTable,
  aText,
  aWhole,
  oneOf,
  orNull,
  somePieces,
  WrongPlace,
  type Check,
} from '../../run-file/index.ts';
import { alive, textOf, type Branch, type Tree } from '../decoding-lab/branches.ts';
import type { LabColumn } from '../decoding-lab/column.svelte.ts';
import { decodingPage, type LabLink } from '../decoding-lab/link.ts';
import type { Spread } from '../decoding-lab/spread.ts';
import type { Names } from '../decoding-lab/stored.ts';
import type { Alternative, Seen, Stage, Token, Weighed } from '../decoding-lab/token.ts';
import { MEASURES, type Totals } from '../decoding-lab/totals.ts';

/** What a column shows of a file. */
export interface FileColumn {
  readonly tree: Tree;
  readonly promptIds: readonly number[];
  readonly spread: Spread | null;
}

export interface DecodingFileRun {
  readonly lab: LabLink;
  readonly columns: readonly FileColumn[];
  readonly names: Names;
}

/** The lab as it is, ready for JSON. */
export function packDecodingRun(lab: LabLink, columns: readonly LabColumn[]): unknown {
  const names: Record<string, string> = {};
  const texts: Piece[][] = [];
  const name = (column: LabColumn, id: number): void => {
    names[String(id)] ??= column.origin?.names.tokenText(id) ?? '';
  };
  const packed = columns.map((column) => {
    const { tree, origin, spread } = column;
    for (const branch of alive(tree)) {
      const text = textOf(tree, branch.id);
      for (const { id, seen } of text) {
        name(column, id);
        for (const other of [...(seen?.top ?? []), ...(seen?.weighed ?? [])])
          name(column, other.id);
      }
      const ids = text.map(({ id }) => id);
      if (origin && ids.length > 0) texts.push(origin.names.pieces(ids));
    }
    for (const id of origin?.promptIds ?? []) name(column, id);
    return {
      branches: alive(tree),
      shown: tree.now.shown,
      promptIds: origin?.promptIds ?? [],
      spread: spread && {
        selfBleu: spread.selfBleu,
        runs: spread.runs.map(({ seed, totals }) => ({ seed, totals })),
      },
    };
  });
  const { columns: settings, ...text } = lab;
  return { ...text, settings: decodingPage.columns.write(settings), columns: packed, names, texts };
}

const id = aWhole(0, 8_388_607);
const chance = aNumber(0, 1.001);
const stages = [
  ...['banned', 'greedy', 'topK', 'topP', 'minP', 'typicalP', 'epsilonCutoff', 'etaCutoff'],
] as Stage['by'][];
const seen: Check<Seen> = (value, where) => {
  const found = aRecord<Omit<Seen, 'weighed'>>({
    ...{ logprob: aNumber(-1e6, 1e-3), rank: aWhole(0, 8_388_607), entropy: aNumber(0, 64) },
    ...{ q: orNull(chance), kept: orNull(aWhole(0, 8_388_608)), mass: orNull(chance) },
    stages: aList(aRecord<Stage>({ by: oneOf(stages), left: aWhole(0, 8_388_608) }), 0, 20),
    top: aList(aRecord<Alternative>({ id, p: chance, q: orNull(chance) }), 0, 200),
  })(value, where);
  const { weighed } = value as { weighed?: unknown };
  if (weighed === undefined) return found;
  const one = aRecord<Weighed>({
    ...{ id, p: chance, penalty: aNumber(-1.01, 1.01), score: aNumber(-1e3, 1e3) },
  });
  return { ...found, weighed: aList(one, 0, 64)(weighed, `${where}.weighed`) };
};

const branch = aRecord<Branch>({
  ...{ id: aWhole(0, 4096), parent: orNull(aWhole(0, 4096)), at: aWhole(0, 4096) },
  tokens: aList(aRecord<Token>({ id, taken: aFlag, seen: orNull(seen) }), 0, 2048),
  stopped: oneOf([
    'length',
    'end of text',
    'searched',
    'aborted',
    'all banned',
    'failed',
    'writing',
  ]),
  score: orNull(aNumber()),
});

const totals = aRecord<Totals>({
  ...{ tokens: aWhole(0, 1e6), fourGrams: aWhole(0, 1e6) },
  ...(Object.fromEntries(MEASURES.map((name) => [name, orNull(aNumber())])) as {
    [K in (typeof MEASURES)[number]]: Check<Totals[K]>;
  }),
});

const column: Check<FileColumn> = (value, where) => {
  const found = aRecord({
    branches: aList(branch, 0, 128),
    shown: aWhole(0, 4096),
    promptIds: aList(id, 0, 4096),
    spread: orNull(
      aRecord({
        selfBleu: orNull(chance),
        runs: aList(aRecord({ seed: aWhole(0, 2 ** 32), totals }), 0, 400),
      }),
    ),
  })(value, where);
  const ids: number[] = [];
  for (const [i, { id, parent }] of found.branches.entries()) {
    // Parents come before what grows on them: so no branch grows on itself.
    const rooted = parent === null || ids.includes(parent);
    if (!rooted || ids.includes(id)) throw new WrongPlace(`${where}.branches[${i}]`);
    ids.push(id);
  }
  if (ids.length > 0 && !ids.includes(found.shown)) throw new WrongPlace(`${where}.shown`);
  // New branches are numbered by how many there are.
  const branches = found.branches.map((one) => ({
    ...one,
    ...{ id: ids.indexOf(one.id), parent: one.parent === null ? null : ids.indexOf(one.parent) },
    stopped: one.stopped === 'writing' ? ('aborted' as const) : one.stopped,
  }));
  const now = {
    alive: branches.map((one) => one.id),
    shown: Math.max(ids.indexOf(found.shown), 0),
  };
  const { promptIds, spread } = found;
  return {
    ...{ tree: { branches, past: [], now, future: [] }, promptIds },
    spread: spread && { ...spread, runs: spread.runs.map((run) => ({ ...run, ids: [] })) },
  };
};

/** Names of tokens from the file; of texts that it does not hold, token by token. */
function namesOf(
  names: Readonly<Record<string, string>>,
  texts: readonly (readonly Piece[])[],
): Names {
  const tokenText = (id: number): string => names[String(id)] ?? '';
  const idsOf = (pieces: readonly Piece[]): number[] =>
    pieces.flatMap(({ fragments }) => fragments.map((fragment) => fragment.id));
  const known = texts.map((pieces) => ({ pieces, ids: idsOf(pieces) }));
  return {
    tokenText,
    pieces(ids) {
      const found = known.find((text) => ids.every((id, i) => text.ids[i] === id));
      const pieces = found?.pieces.filter(({ end }) => end <= ids.length) ?? [];
      const rest = ids.slice(pieces.at(-1)?.end ?? 0);
      const from = ids.length - rest.length;
      return [
        ...pieces,
        ...rest.map((id, i) => ({
          ...{ text: tokenText(id), start: from + i, end: from + i + 1 },
          fragments: [{ id, bytes: '' }],
        })),
      ];
    },
  };
}

const outer = aRecord({
  ...{ prompt: aText(20_000), begin: aFlag, seed: aText(40), count: aText(40) },
  settings: aText(100_000),
  columns: aList(column, 1, 6),
  names: aTable(aText(2000), 20_000),
});

/** Checks a run from a file, all of it. */
export const aDecodingRun: Check<DecodingFileRun> = (value, where) => {
  const { settings, columns, names, ...text } = outer(value, where);
  const read = decodingPage.columns.read(settings);
  if (read?.length !== columns.length) throw new WrongPlace(`${where}.settings`);
  const pieces: Check<readonly Piece[]> = (list, place) =>
    somePieces(Array.isArray(list) ? ((list.at(-1) as Piece | undefined)?.end ?? 0) : 0)(
      list,
      place,
    );
  const texts = aList(pieces, 0, 800)((value as { texts?: unknown }).texts, `${where}.texts`);
  return { lab: { ...text, columns: read }, columns, names: namesOf(names, texts) };
};
