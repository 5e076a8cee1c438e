/** When the self-check is run, and of how many prompts; what it is, is in self-check.ts. */
import type { CheckLine, SelfCheck } from './api.ts';
import { checkedBy } from './checked.ts';
import { countFrom, embed, type Tables } from './embed.ts';
import { infoOf } from './engine-info.ts';
import { RunnerEngine } from './engine.ts';
import { pass } from './forward.ts';
import type { ModelFiles } from './model-files.ts';
import type { Runner } from './runtime/runner.ts';
import {
  checkAgainstItself,
  checkAgainstReference,
  type ReferencePrompt,
  type WriteLogits,
} from './self-check.ts';

/** `first`: on WebAssembly one prompt of the reference is enough to begin with; `follow` runs the others. */
export type HowMuch = 'whole' | 'first';

/** The self-check, or on WebAssembly what it gave of the same bytes in the same programs. */
export async function checkOnce(
  files: ModelFiles,
  runner: Runner,
  tables: Tables,
  howMuch: HowMuch,
  onCheck: () => void,
): Promise<SelfCheck> {
  const by = checkedBy(runner);
  const before = runner.backend === 'wasm' ? (files.checkedBefore?.(by) ?? null) : null;
  if (before !== null) return { ...before, earlier: true };
  onCheck();
  const { reference } = files;
  if (runner.backend === 'wasm' && reference !== null && howMuch === 'first') {
    const prompts = reference.prompts.filter(isFirst);
    const begun = await checkAgainstReference(
      ...bare(files, runner, tables),
      prompts,
      'first fault',
    );
    return { ...begun, by, following: reference.prompts.length - prompts.length };
  }
  return { ...(await check(files, runner, tables, 'first fault')), by };
}

/**
 * Runs what the self-check of a loaded engine has left, each prompt when nothing of the reader's
 * waits; stops at the first fault.
 */
export async function follow(files: ModelFiles, engine: RunnerEngine): Promise<SelfCheck> {
  const { following = 0, ...begun } = engine.info.selfCheck;
  if (following === 0 || files.reference === null) return begun;
  const lines: CheckLine[] = [...begun.lines];
  const inside = bare(files, engine.runner, await files.tables());
  for (const prompt of files.reference.prompts.filter((one) => !isFirst(one))) {
    const one = await engine.behind(() => checkAgainstReference(...inside, [prompt], 'end'));
    lines.push(...one.lines);
    if (one.status === 'failed') return { ...begun, status: 'failed', lines };
  }
  return { ...begun, lines };
}

/** The prompt that is read as one pass and with the cache. */
const isFirst = ({ continued }: ReferencePrompt): boolean => continued > 0;

/** Runs the self-check of a runner that no engine owns yet, whole or up to the first fault. */
export async function check(
  files: ModelFiles,
  runner: Runner,
  tables: Tables,
  until: 'end' | 'first fault' = 'end',
): Promise<SelfCheck> {
  const inside = bare(files, runner, tables);
  return files.reference === null
    ? checkAgainstItself(...inside)
    : checkAgainstReference(...inside, files.reference.prompts, until);
}

/** The two ways to read a text on a runner, past any engine that owns it. */
function bare(files: ModelFiles, runner: Runner, tables: Tables): [RunnerEngine, WriteLogits] {
  const none: SelfCheck = { status: 'not run', against: 'itself', lines: [] };
  const engine = new RunnerEngine(infoOf(files, runner, none, []), runner, tables);
  return [engine, writeLogits(files, runner, tables)];
}

/** The prompt at once, then `continued` tokens one at a time, as writing does it. */
function writeLogits({ config }: ModelFiles, runner: Runner, tables: Tables): WriteLogits {
  return async (ids, continued) => {
    const decoder = await runner.newDecoder(false);
    const cache = decoder === null ? runner.newCache() : null;
    let logits = new Float32Array();
    const cuts = [0, ...countFrom(ids.length - continued, continued), ids.length];
    for (const [i, start] of cuts.slice(0, -1).entries()) {
      const piece = ids.slice(start, cuts[i + 1]);
      const positions = countFrom(start, piece.length);
      const request = { ids: piece, positions, start, edits: [] };
      if (decoder !== null)
        logits = (await decoder.step(embed(config, tables, request).x)).logits.slice();
      else if (cache !== null)
        logits = (
          await pass(config, tables, runner, cache, {
            ...request,
            capture: [],
            logits: 'last',
            throwIfAborted: () => undefined,
          })
        ).logits.data.slice();
    }
    decoder?.release();
    cache?.release();
    return logits;
  };
}
