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
  | 'network'
  | 'empty-prompt'
  | 'too-long' // more ids than n_positions
  | 'bad-id' // an id outside the vocabulary
  | 'bad-capture' // not the name of an activation
  | 'bad-edit' // an edit that cannot be made
  | 'bad-option' // a sampling option that makes no sense
  | 'out-of-memory'
  | 'device-lost' // the GPU device went away
  | 'worker-lost' // the worker that runs the model died
  | 'self-check-failed' // every backend computes wrong numbers here
  | 'aborted'
  | 'internal'; // a fault of ours

/** An error with a code to branch on; `message` is English, for developers and the command line. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
