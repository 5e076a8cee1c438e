/**
 * The engine as the rest of the project sees it: ids in, activations out.
 * Nothing outside this folder knows that onnxruntime does the arithmetic.
 */
import type { Components, Measure, Neighbour, Spread } from '../embeddings/index.ts';
import type { SamplingOptions } from '../sampling/index.ts';
import type {
  BeamSearchOptions,
  BeamSearchStep,
  BeamsFound,
  BestOf,
  BestOfOptions,
  Contrasted,
  ContrastOptions,
  ContrastStep,
} from './searches.ts';
import type { Gpt2Config } from './config.ts';
import type { Edit } from './edits.ts';
import type { ModelError } from './errors.ts';

/** Numbers with a shape, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Where the arithmetic is done. */
export type Backend = 'webgpu' | 'wasm';

/** How the weights are held while running. */
export type Dtype = 'fp32' | 'int8';

/** One line of the self-check: a prompt of `tokens` tokens against stored reference values. */
export interface CheckLine {
  readonly name: string;
  readonly tokens: number;
  /** Largest absolute error of the logits and of the attention patterns. */
  readonly logitError: number;
  readonly patternError: number;
  readonly tolerance: number;
  readonly passed: boolean;
}

/**
 * The self-check's result. `reference`: against stored values of an independent implementation.
 * Models without such values are checked against themselves (writing token by token against one
 * pass), which finds broken kernels but not wrong weights; `not run` says that no reference was
 * there.
 */
export interface SelfCheck {
  readonly status: 'passed' | 'failed' | 'not run';
  readonly against: 'reference' | 'itself';
  readonly lines: readonly CheckLine[];
  /** The programs that were checked, as one line. */
  readonly by?: string;
  /** True when it was made earlier, of the same bytes in the same programs, and not again. */
  readonly earlier?: boolean;
  /** So many prompts are run behind the reader's own; `Engine.checked` has the whole. */
  readonly following?: number;
}

/** A backend that was tried before the one in use, and why it was left. */
export interface Rejected {
  readonly backend: string;
  readonly reason: string;
}

export interface EngineInfo {
  readonly model: string;
  readonly config: Gpt2Config;
  /** As GPT-2 counts: masks excluded, a tied head once. */
  readonly parameters: number;
  readonly backend: Backend;
  readonly dtype: Dtype;
  /** Human-readable adapter name on WebGPU, e.g. `google swiftshader`; null on WASM. */
  readonly adapter: string | null;
  /** Threads of the WASM build (1 when the page is not cross-origin isolated). */
  readonly threads: number;
  /** True when decode steps are replayed from a captured GPU graph. */
  readonly graphCapture: boolean;
  readonly selfCheck: SelfCheck;
  readonly rejected: readonly Rejected[];
}

export interface RunOptions {
  /** TransformerLens cache names to bring back, or all of them. Default: none. */
  readonly capture?: readonly string[] | 'all';
  readonly edits?: readonly Edit[];
  /** The row of wpe to add at each place; null leaves positions out; default 0, 1, 2, … */
  readonly positions?: readonly number[] | null;
  /** Logits of the last token only, shape [1, V] (default), or of all, shape [T, V]. */
  readonly logits?: 'last' | 'all';
}

/** What one forward pass gave. Names and shapes of `captured` are TransformerLens's, without the batch. */
export interface Run {
  readonly ids: readonly number[];
  readonly logits: Tensor;
  readonly captured: Readonly<Record<string, Tensor>>;
  /** Wall-clock milliseconds of the pass. */
  readonly ms: number;
}

export type { SamplingOptions };
export type * from './searches.ts';

/** What ends the text is the model's end-of-text token unless `eosTokenId` says another or null. */
export interface GenerateOptions extends SamplingOptions {
  readonly maxNewTokens: number;
  readonly edits?: readonly Edit[];
  /** Stop after what ends the text; default true. */
  readonly stopAtEnd?: boolean;
  /** Bring the newest token's attention back with each step; default false. */
  readonly patterns?: boolean;
  /**
   * How many of `ids`, the last ones, are continuation already: penalties and least lengths count them
   * as written, and draws go on after theirs. So a text written in parts is the text written at once.
   * Default 0.
   */
  readonly written?: number;
}

/** One step of generation. */
export interface Step {
  readonly id: number;
  /** ln P(id | text so far) under the model itself: temperature 1, nothing cut. */
  readonly logprob: number;
  /** The logits that this token was picked from, [V]. */
  readonly logits: Float32Array;
  /** Where the last token read looked, [L, H, tokens in the window]; null if not asked for. */
  readonly patterns: Float32Array | null;
  readonly ms: number;
  /** True when the text outgrew n_positions and the window has slid. */
  readonly slid: boolean;
}

export interface Generated {
  /** Prompt and continuation. */
  readonly ids: readonly number[];
  readonly newIds: readonly number[];
  readonly logprobs: readonly number[];
  readonly stopped: 'length' | 'end of text' | 'aborted' | 'all banned';
  readonly tokensPerSecond: number;
}

/**
 * The tables of tokens (wte) and of positions (wpe), in the precision in which they are held, and
 * the weights between them.
 */
export interface EmbeddingTables {
  /** Rows by token id or by position, [N, D]; `bad-id` or `bad-option` for one that is not there. */
  rows(table: 'wte' | 'wpe', indices: readonly number[]): Promise<Tensor>;
  /** The k tokens whose rows are most like that of `id`, the most like first, itself left out. */
  nearest(id: number, k: number, measure: Measure): Promise<readonly Neighbour[]>;
  /** Length of each token's row, [V]. */
  norms(): Promise<Float32Array>;
  /**
   * All tokens along the first principal components of wte, of its rows as they are or each divided
   * by its length; seconds for a table of 50,257.
   */
  principal(count: number, of?: Spread): Promise<Components>;
  /**
   * Rows of a weight under its checkpoint's name without `transformer.`, all of them by default: row n
   * of `h.0.mlp.c_proj.weight` [n_inner, D] is what neuron n of block 0 writes. A vector is one row.
   * `missing-tensor` for a name, `bad-option` for a row that is not there.
   */
  weight(name: string, rows?: readonly number[]): Promise<Tensor>;
}

/** The engine. Every call may reject with a `ModelError` (errors.ts) whose `code` the page translates. */
export interface Engine {
  readonly info: EngineInfo;
  /** Says why when the engine dies by itself, in work or idle; absent where that cannot happen. */
  readonly lost?: Promise<ModelError>;
  /**
   * The self-check with all its prompts, where some follow behind the reader's own; `lost` has a
   * `self-check-failed` when one of them goes wrong. Absent where `info.selfCheck` is the whole.
   */
  readonly checked?: Promise<SelfCheck>;
  /**
   * Where a faster backend takes longer to be ready: the engine on it, checked whole; rejects with what
   * kept it away. This one goes on until it is released.
   */
  readonly better?: Promise<Engine>;
  run(ids: readonly number[], options?: RunOptions, signal?: AbortSignal): Promise<Run>;
  generate(
    ids: readonly number[],
    options: GenerateOptions,
    onStep?: (step: Step) => void,
    signal?: AbortSignal,
  ): Promise<Generated>;
  /** Beam search, all beams as one batch; with `numBeamGroups` or `doSample` its two variants. */
  beams(
    ids: readonly number[],
    options: BeamSearchOptions,
    onStep?: (step: BeamSearchStep) => void,
    signal?: AbortSignal,
  ): Promise<BeamsFound>;
  /** Contrastive search, the candidates of a step as one batch. */
  contrast(
    ids: readonly number[],
    options: ContrastOptions,
    onStep?: (step: ContrastStep) => void,
    signal?: AbortSignal,
  ): Promise<Contrasted>;
  /** n texts, each as `generate` writes it with a seed of its own, the likeliest first. */
  bestOf(
    ids: readonly number[],
    options: BestOfOptions,
    onStep?: (step: Step, text: number) => void,
    signal?: AbortSignal,
  ): Promise<BestOf>;
  /** ln_final and wteᵀ on any residual rows [N, D] → logits [N, V]: the logit lens. */
  unembed(rows: Tensor): Promise<Tensor>;
  readonly tables: EmbeddingTables;
  release(): Promise<void>;
}
