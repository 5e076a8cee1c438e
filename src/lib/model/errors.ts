/** What can go wrong with a model, as codes that a page translates into a sentence with a way out. */
export type ModelErrorCode =
  | 'not-gpt2' // config.json is of another architecture, or says something this engine cannot do
  | 'bad-config' // config.json is not JSON, or a number in it makes no sense
  | 'not-safetensors' // the weight file is not in safetensors form
  | 'truncated' // the weight file ends before its tensors do
  | 'corrupt' // bytes do not match their hash, or a weight is not a number
  | 'missing-tensor'
  | 'wrong-shape'
  | 'not-found' // the server has no such file
  | 'bad-address' // not the name of a repository, or not an address
  | 'no-repository' // the hub knows no such repository, or does not show it
  | 'no-revision' // the repository has no such branch, tag or commit
  | 'gated' // to be had only after signing in, or not at all
  | 'no-safetensors' // weights in other forms only
  | 'bad-tokenizer' // not a GPT-2-style byte-level BPE, or it does not fit the model
  | 'rate-limited' // the server wants us to wait for longer than a reader would
  | 'changed' // the file on the server is no longer the one that was begun
  | 'network'
  | 'missing-file' // among the reader's own files one is missing
  | 'quota-exceeded' // no room in the browser's storage
  | 'not-stored' // no model of that id is in the store
  | 'empty-prompt'
  | 'too-long' // more ids than n_positions
  | 'bad-id' // an id outside the vocabulary
  | 'bad-capture' // not the name of an activation
  | 'bad-edit' // an edit that cannot be made
  | 'bad-option' // a sampling option that makes no sense
  | 'out-of-memory'
  | 'device-lost' // the GPU device went away
  | 'worker-lost' // the worker that runs the model died
  | 'no-backend' // the browser has none of the ways of computing that were asked for
  | 'self-check-failed' // every backend computes wrong numbers here
  | 'aborted'
  | 'internal'; // a fault of ours

/** What the sentence for a code may name: `{found}`, `{missing}` and so on, by the code. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

export interface ModelErrorOptions extends ErrorOptions {
  readonly details?: ErrorDetails;
}

/** An error with a code to branch on; `message` is English, for developers and the command line. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ModelErrorCode, message: string, options: ModelErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** What was caught as an error with a code; of an unknown one it is `internal`. */
export function asModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ModelError('internal', message, { cause: error });
}

/** After these the engine is gone and must be opened again. */
export const isFatal = ({ code }: ModelError): boolean =>
  ['device-lost', 'worker-lost', 'out-of-memory', 'self-check-failed'].includes(code);
