import type { StoredRun } from '#lib/state/stored.ts';
import type json from '#lib/embedded/first-run.json';

/** The file as the type that made it: JSON widens `gelu_new` to string. */
export function parseStored(run: typeof json): StoredRun {
  const { activation_function: activation } = run.config;
  if (activation !== 'gelu_new' && activation !== 'gelu' && activation !== 'relu')
    throw new Error(`unknown activation function: ${activation}`);
  return { ...run, config: { ...run.config, activation_function: activation } };
}
