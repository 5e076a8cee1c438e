/**
 * Loading: try the backends from the fastest on, check each one's numbers, keep the first that is
 * right. What was left, and why, is part of the result.
 */
import type { EngineInfo, Rejected, SelfCheck } from './api.ts';
import { checkedBy } from './checked.ts';
import { countFrom, embed, type Tables } from './embed.ts';
import { RunnerEngine } from './engine.ts';
import { ModelError } from './errors.ts';
import { pass } from './forward.ts';
import type { ModelFiles } from './model-files.ts';
import type { Runner } from './runtime/runner.ts';
import { checkAgainstItself, checkAgainstReference, type WriteLogits } from './self-check.ts';

/** A way to run the model, tried in its turn; `start` gives null where it cannot be had here. */
export interface Candidate {
  readonly label: string;
  readonly start: (files: ModelFiles) => Promise<Runner | null>;
}

export type LoadStage = 'opening' | 'starting' | 'checking';

/** Loads the model on the first candidate whose self-check does not fail. */
export async function load(
  files: ModelFiles,
  candidates: readonly Candidate[],
  onStage?: (stage: LoadStage, label: string) => void,
): Promise<RunnerEngine> {
  const rejected: Rejected[] = [];
  let lastError: unknown = new ModelError('no-backend', 'no way to compute is available here');
  // Read while the runtime is fetched and compiled.
  const reading = files.tables();
  reading.catch(() => undefined); // told below
  for (const { label, start } of candidates) {
    onStage?.('starting', label);
    let runner: Runner | null = null;
    try {
      runner = await start(files);
      const tables = await reading;
      if (runner === null) {
        rejected.push({ backend: label, reason: 'not available here' });
        continue;
      }
      const selfCheck = await checkOnce(files, runner, tables, () => onStage?.('checking', label));
      if (selfCheck.status !== 'failed')
        return new RunnerEngine(
          infoOf(files, runner, selfCheck, rejected),
          runner,
          tables,
          files.readWeight,
        );
      rejected.push({ backend: label, reason: worst(selfCheck) });
      lastError = new ModelError('self-check-failed', `${label}: ${worst(selfCheck)}`);
    } catch (error) {
      lastError = error;
      const reason = error instanceof Error ? error.message : String(error);
      rejected.push({ backend: label, reason });
    }
    await runner?.release().catch(() => undefined);
  }
  if (lastError instanceof ModelError) throw lastError;
  const tried = rejected.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ');
  throw new ModelError('internal', tried, { cause: lastError });
}

/** The self-check, or on WebAssembly what it gave of the same bytes in the same programs. */
async function checkOnce(
  files: ModelFiles,
  runner: Runner,
  tables: Tables,
  onCheck: () => void,
): Promise<SelfCheck> {
  const by = checkedBy(runner);
  const before = runner.backend === 'wasm' ? (files.checkedBefore?.(by) ?? null) : null;
  if (before !== null) return { ...before, earlier: true };
  onCheck();
  return { ...(await check(files, runner, tables, 'first fault')), by };
}

/** Runs the self-check of a runner that no engine owns yet, whole or up to the first fault. */
export async function check(
  files: ModelFiles,
  runner: Runner,
  tables: Tables,
  until: 'end' | 'first fault' = 'end',
): Promise<SelfCheck> {
  const none: SelfCheck = { status: 'not run', against: 'itself', lines: [] };
  const engine = new RunnerEngine(infoOf(files, runner, none, []), runner, tables);
  const write = writeLogits(files, runner, tables);
  return files.reference === null
    ? checkAgainstItself(engine, write)
    : checkAgainstReference(engine, write, files.reference, until);
}

function infoOf(
  { name, config, parameters }: ModelFiles,
  { backend, dtype, adapter, threads, graphCapture }: Runner,
  selfCheck: SelfCheck,
  rejected: readonly Rejected[],
): EngineInfo {
  return {
    model: name,
    config,
    parameters,
    backend,
    dtype,
    adapter,
    threads,
    graphCapture,
    selfCheck,
    rejected,
  };
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

function worst({ lines }: SelfCheck): string {
  const failed = lines.filter((line) => !line.passed);
  const texts = failed.map(
    ({ name, logitError, patternError }) =>
      `${name}: logits off by ${logitError.toPrecision(2)}, patterns by ${patternError.toPrecision(2)}`,
  );
  return `wrong numbers (${texts.join('; ')})`;
}
