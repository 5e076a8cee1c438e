/** What every command of the command line is made of. */

export interface Result {
  /** Print `json` and not `text`. */
  readonly asJson: boolean;
  readonly json: Readonly<Record<string, unknown>>;
  /** With its last newline. */
  readonly text: string;
  /** What the caller should know besides: lines on standard error. */
  readonly notes?: readonly string[];
  /** The command ran, but what it found counts as a failure. */
  readonly failure?: string;
}

export interface Command {
  /** `run`, `model list`, … */
  readonly name: string;
  readonly summary: string;
  /** What follows the name. */
  readonly usage: string;
  /** Options and their meaning. */
  readonly options: readonly (readonly [option: string, meaning: string])[];
  /** What it says of itself below the options. */
  readonly notes?: string;
  /** `write` is for what must be seen before the command is done. */
  run(args: readonly string[], write: (text: string) => void): Promise<Result>;
}

/** Options that every command takes. */
export const common = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

export const jsonOption = ['--json', 'print one JSON object and nothing else'] as const;
export const modelOption = [
  '--model NAME|DIR',
  'a model of `vitrine model list`, or a directory in Hugging Face’s form or the stored one',
] as const;
