/** `model verify --golden`: the published numbers of OpenAI's GPT-2 against a model that is here. */
import { availableParallelism } from 'node:os';
import {
  allNotRun,
  GPT2_FACTS,
  overall,
  verifyGolden,
  type FactSet,
  type GoldenLine,
} from '../../src/lib/golden/index.ts';
import { openInNode } from '../../src/lib/model/node.ts';
import type { Result } from './command.ts';
import { findWeights, openGolden } from './models/open-golden.ts';

/** What the caller wants, and where lines go as they are known. */
export interface GoldenRequest {
  /** A name or a folder; default the model that the facts are of. */
  readonly model: string | undefined;
  readonly asJson: boolean;
  readonly write: (text: string) => void;
  /** Default: the facts of GPT-2. */
  readonly set?: FactSet;
}

/**
 * Runs the facts. Where there are no weights every line is `not run`, which is no failure; a line
 * that failed is one. Rejects for files that are no GPT-2.
 */
export async function goldenResult(request: GoldenRequest): Promise<Result> {
  const { asJson, write, set = GPT2_FACTS } = request;
  const model = request.model ?? set.model;
  const folder = await findWeights(model);
  if (folder === null) {
    const why = { en: `no weights of ${model} are here`, zh: `这里没有 ${model} 的权重` };
    const get = `“npm run model -- get ${set.model} --dtype fp32” brings them`;
    const about = { model, folder: null, backend: null, dtype: null };
    const lines = allNotRun(set, why);
    if (!asJson) for (const { status, id, what } of lines) write(`${status}  ${id}: ${what.en}\n`);
    return resultOf(lines, { asJson, about, ending: `${why.en}; ${get}.` });
  }
  const golden = await openGolden(folder);
  try {
    const { files, ...rest } = golden;
    const engine = await openInNode(files, availableParallelism());
    const onLine = (line: GoldenLine): void => {
      if (!asJson) write(`${lineText(line)}\n`);
    };
    const lines = await verifyGolden({ ...rest, engine }, set, { onLine });
    await engine.release();
    const about = { model, folder, backend: engine.info.backend, dtype: golden.dtype };
    return resultOf(lines, { asJson, about, ending: `${golden.dtype} weights in ${folder}` });
  } finally {
    await golden.close();
  }
}

function resultOf(
  lines: readonly GoldenLine[],
  { asJson, about, ending }: { asJson: boolean; about: Record<string, unknown>; ending: string },
): Result {
  const status = overall(lines);
  const count = (of: GoldenLine['status']): number =>
    lines.filter((line) => line.status === of).length;
  const text =
    `golden facts: ${status} (${count('passed')} passed, ${count('failed')} failed, ` +
    `${count('not run')} not run); ${ending}\n`;
  const result = { asJson, json: { ...about, status, lines: lines.map(inEnglish) }, text };
  if (status !== 'failed') return result;
  const wrong = lines.filter((line) => line.status === 'failed').map(({ id }) => id);
  return { ...result, failure: `golden facts that failed: ${wrong.join(', ')}` };
}

/** As --json gives it. */
function inEnglish({ what, why, ...line }: GoldenLine): object {
  return { ...line, what: what.en, ...(why !== undefined && { why: why.en }) };
}

/** A line of the result as one or two lines of text. */
function lineText({ status, id, what, expected, actual, tolerance, why }: GoldenLine): string {
  const within = tolerance === null || tolerance === 0 ? '' : ` ± ${tolerance.toPrecision(2)}`;
  const found =
    actual === null ? (why?.en ?? '') : `${shown(actual)}, published: ${shown(expected)}${within}`;
  return `${status.padEnd(8)} ${id}: ${what.en}\n         ${found}`;
}

function shown(value: number | string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Number.isInteger(value) ? String(value) : value.toFixed(5);
}
