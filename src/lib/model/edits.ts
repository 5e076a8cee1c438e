/**
 * An experiment on the model: change the activation named `at` while the model runs.
 * The same data in the engine, the command line and a link. Edits compose in order.
 */
export interface Edit {
  /** A TransformerLens cache name, e.g. `blocks.0.attn.hook_z`. */
  readonly at: string;
  /** Only this head (for `attn.hook_z` and `attn.hook_pattern`). */
  readonly head?: number;
  /** Only these positions (for a pattern: query positions); default all. */
  readonly pos?: readonly number[];
  /** `mean` replaces by the mean over the prompt's positions. */
  readonly do: 'zero' | 'mean' | 'scale' | 'add' | 'set';
  /** For scale, add and set: one number, or one vector of the activation's last axis. */
  readonly value?: number | readonly number[];
}
