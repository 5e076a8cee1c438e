export { activate } from './activations.ts';
export type { Activation, Activations } from './cache.ts';
export { applyEdit, BadEdit, checkEdit } from './edits.ts';
export { forward, type Forward, type ForwardOptions, type Weights } from './gpt2.ts';
