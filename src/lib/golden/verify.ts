/** Holds a model against the facts, line by line. */
import { checkFact } from './check.ts';
import { expectedHeads } from './heads.ts';
import { hasBounds, isExact, precisionOf } from './tolerance.ts';
import type { Fact, FactSet, GoldenLine, GoldenModel, Words } from './types.ts';

export interface VerifyOptions {
  /** Called with each line as it is known. */
  readonly onLine?: (line: GoldenLine) => void;
  /** What is left is then `not run`. */
  readonly signal?: AbortSignal;
}

/**
 * Runs every fact that makes sense for the model. A fact of another model, or one that no bound is
 * stated for, is `not run` and says why; one whose measurement breaks is `failed`.
 */
export async function verifyGolden(
  model: GoldenModel,
  set: FactSet,
  { onLine, signal }: VerifyOptions = {},
): Promise<GoldenLine[]> {
  const lines: GoldenLine[] = [];
  const other = whyNotThisModel(model, set);
  for (const fact of set.facts) {
    const why = other ?? whyNotHere(model, fact) ?? (signal?.aborted === true ? STOPPED : null);
    const line = why === null ? await judge(model, fact, signal) : notRun(fact, why);
    lines.push(line);
    onLine?.(line);
  }
  return lines;
}

/** Whether a model may be the one of the facts: by its name, or else by the count of its parameters. */
export const mayBeModelOf = (
  set: FactSet,
  { name, parameters }: { readonly name: string; readonly parameters: number | null },
): boolean => name === set.model || (parameters !== null && parameters === countOf(set));

function countOf({ facts }: FactSet): number | null {
  const whole = facts.find(
    (fact) => fact.kind === 'parameters' && fact.count === 'numbers' && fact.under === '',
  );
  return whole?.kind === 'parameters' ? whole.expected : null;
}

const STOPPED: Words = { en: 'it was stopped', zh: '中途停止了' };

/** All lines where there is no model to run. */
export const allNotRun = (set: FactSet, why: Words): GoldenLine[] =>
  set.facts.map((fact) => notRun(fact, why));

/** `passed` only if something was measured and nothing was wrong. */
export function overall(lines: readonly GoldenLine[]): GoldenLine['status'] {
  if (lines.some(({ status }) => status === 'failed')) return 'failed';
  return lines.some(({ status }) => status === 'passed') ? 'passed' : 'not run';
}

async function judge(model: GoldenModel, fact: Fact, signal?: AbortSignal): Promise<GoldenLine> {
  const { id, what, source } = fact;
  try {
    const { passed, ...found } = await checkFact(model, fact, signal);
    return { id, what, source, ...found, status: passed ? 'passed' : 'failed' };
  } catch (error) {
    if (signal?.aborted === true) return notRun(fact, STOPPED);
    const message = error instanceof Error ? error.message : String(error);
    return { ...notRun(fact, { en: message, zh: message }), status: 'failed' };
  }
}

function notRun(fact: Fact, why: Words): GoldenLine {
  const { id, what, source } = fact;
  const expected = expectation(fact);
  return { id, what, source, expected, actual: null, tolerance: null, status: 'not run', why };
}

/** What a fact expects, for a line that was not measured. */
function expectation(fact: Fact): number | string {
  switch (fact.kind) {
    case 'induction':
      return expectedHeads(fact);
    case 'previous token table':
      return 0;
    case 'greedy':
      return typeof fact.expected === 'string' ? fact.expected : fact.expected.join(' ');
    default:
      return fact.expected;
  }
}

/** Null for the model that the facts are of, or for one of its sizes and tokens. */
function whyNotThisModel({ engine, tokenizer }: GoldenModel, set: FactSet): Words | null {
  const { config, model } = engine.info;
  for (const [name, size] of Object.entries(set.sizes) as [keyof FactSet['sizes'], number][])
    if (config[name] !== size)
      return {
        en: `a fact of ${set.model}, with ${name} ${size}; ${model} has ${config[name]}`,
        zh: `这是 ${set.model} 的数值，它的 ${name} 是 ${size}；${model} 的是 ${config[name]}`,
      };
  const { text, ids } = set.tokens;
  const found = tokenizer.encode(text);
  if (found.join() !== ids.join())
    return {
      en: `a fact of ${set.model}, whose ids of “${text}” are ${ids.join(' ')}, not ${found.join(' ')}`,
      zh: `这是 ${set.model} 的数值，它把“${text}”编成 ${ids.join(' ')}，而不是 ${found.join(' ')}`,
    };
  return null;
}

function whyNotHere(model: GoldenModel, fact: Fact): Words | null {
  if (fact.kind === 'parameters')
    return model.shapes === null
      ? { en: 'the shapes of the tensors are not at hand', zh: '不知道各张量的形状' }
      : null;
  const precision = precisionOf(model);
  if ((fact.kind === 'greedy' || fact.kind === 'beam') && !isExact(model))
    return {
      en: `${precision} weights may write another text: only float32 must write this one`,
      zh: `${precision} 权重可能写出别的文字：只有 float32 才必须写出这一段`,
    };
  if (hasBounds(model)) return null;
  return {
    en: `no bound is stated for ${precision} weights`,
    zh: `没有为 ${precision} 权重规定误差上限`,
  };
}
