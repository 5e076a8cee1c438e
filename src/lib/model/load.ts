/**
 * Loading: try the backends from the fastest on, check each one's numbers, keep the first that is
 * right. What was left, and why, is part of the result.
 */
import type { Rejected } from './api.ts';
import { checkOnce, type HowMuch } from './check.ts';
import { infoOf } from './engine-info.ts';
import { RunnerEngine } from './engine.ts';
import { ModelError } from './errors.ts';
import type { ModelFiles } from './model-files.ts';
import type { Runner } from './runtime/runner.ts';
import { worst } from './worst.ts';

/** A way to run the model, tried in its turn; `start` gives null where it cannot be had here. */
export interface Candidate {
  readonly label: string;
  /** Begins to fetch and compile the runtime, while the model's files are on their way. */
  readonly prepare?: () => void;
  readonly start: (files: ModelFiles) => Promise<Runner | null>;
}

export type LoadStage = 'opening' | 'starting' | 'checking';

/** Loads the model on the first candidate whose self-check, whole or begun, does not fail. */
export async function load(
  files: ModelFiles,
  candidates: readonly Candidate[],
  onStage?: (stage: LoadStage, label: string) => void,
  howMuch: HowMuch = 'whole',
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
      const selfCheck = await checkOnce(files, runner, tables, howMuch, () =>
        onStage?.('checking', label),
      );
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
