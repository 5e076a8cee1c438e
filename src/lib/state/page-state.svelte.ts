/** What is on the page: the text, the model, the latest pass, what is chosen. Nothing acts here. */
import type { Piece, Tokenizer } from '../bpe/index.ts';
import type { EngineInfo } from '../model/api.ts';
import type { BackendChoice } from '../model/backends.ts';
import type { Gpt2Config } from '../model/config.ts';
import type { ModelErrorCode } from '../model/errors.ts';
import type { LoadStage } from '../model/load.ts';
import type { StoredDtype } from '../model/store/manifest.ts';
import type { SamplingOptions } from '../sampling/index.ts';
import { DEFAULT_SAMPLING, type NextToken } from './distribution.ts';
import type { LinkState } from './link.ts';
import { storedSnapshot, type Snapshot } from './snapshot.ts';
import type { StoredRun } from './stored.ts';

export type EngineState =
  | { readonly state: 'idle' }
  | { readonly state: 'loading'; readonly stage: LoadStage; readonly label: string }
  | { readonly state: 'ready'; readonly info: EngineInfo }
  | { readonly state: 'failed'; readonly code: ModelErrorCode; readonly message: string };

/** More tokens than this would make the page slow to draw. */
const SHOWN = 1024;

/** A stored model that the page runs: in what form it is kept, and where it came from. */
export interface Held {
  readonly dtype: StoredDtype;
  readonly repo: string | null;
  readonly commit: string | null;
}

export class PageState {
  /** What the reader typed. */
  prompt = $state('');
  /** Put `<|endoftext|>`, the beginning of a document, before the text. */
  begin = $state(true);
  /** Ids that were added to the prompt: written by the model, or chosen by the reader. */
  written: readonly number[] = $state.raw([]);
  engine: EngineState = $state.raw({ state: 'idle' });
  backend: BackendChoice = $state('auto');
  snapshot: Snapshot = $state.raw() as Snapshot;
  /** The newest distribution: ahead of the snapshot while the model writes. */
  next: NextToken = $state.raw() as NextToken;
  running = $state(false);
  writing = $state(false);
  tokensPerSecond: number | null = $state(null);
  /** Why the text cannot be read as it stands. */
  problem: ModelErrorCode | null = $state(null);
  tokenizer: Tokenizer | null = $state.raw(null);
  /** Null while the model is the one that comes with the site. */
  held: Held | null = $state.raw(null);

  layer = $state(0);
  head = $state(0);
  query: number | null = $state(null);
  key: number | null = $state(null);
  /** True while query and key are only what the pointer rests on: then they are in no link. */
  resting = $state(false);
  /** The station of the forward pass that is open, by its activation's name; null: the page's own choice. */
  station: string | null = $state(null);

  strategy: 'greedy' | 'sample' = $state(DEFAULT_SAMPLING.strategy);
  temperature: number = $state(DEFAULT_SAMPLING.temperature);
  /** 0: no cut. */
  topK: number = $state(DEFAULT_SAMPLING.topK);
  topP: number = $state(1);
  seed: number = $state(DEFAULT_SAMPLING.seed);

  /** What is shown without a model: the run that comes with the site, or one from a file. */
  stored: StoredRun = $state.raw() as StoredRun;
  /** The name of the file that is shown; null for none. */
  file: string | null = $state(null);
  /** Ids of the prompt alone; the stored run's until the tokenizer is there. */
  readonly promptIds: readonly number[] = $derived.by(() => this.encoded());
  readonly ids: readonly number[] = $derived([...this.promptIds, ...this.written]);
  /** Where the tokens on screen begin: of a very long text only the end is shown. */
  readonly shownFrom: number = $derived(Math.max(this.ids.length - SHOWN, 0));
  /** The tokens on screen, grouped into whole characters. */
  readonly pieces: readonly Piece[] = $derived(this.piecesOf(this.ids.slice(this.shownFrom)));
  readonly info: EngineInfo | null = $derived(
    this.engine.state === 'ready' ? this.engine.info : null,
  );
  readonly limit: number = $derived((this.info?.config ?? this.snapshot.config).n_positions);
  /** True when the text is longer than the model can read at once. */
  readonly slid: boolean = $derived(this.ids.length > this.limit);
  readonly sampling: SamplingOptions = $derived({
    strategy: this.strategy,
    temperature: this.temperature,
    seed: this.seed,
    ...(this.topK > 0 ? { topK: this.topK } : {}),
    ...(this.topP < 1 ? { topP: this.topP } : {}),
  });

  /** Begins with what the stored run shows. */
  constructor(stored: StoredRun) {
    this.stored = stored;
    this.prompt = stored.text;
    this.snapshot = storedSnapshot(stored);
    this.next = stored.next;
  }

  /** Takes a link's state; what the link lacks stays. */
  restore(link: Partial<LinkState>): void {
    const { prompt, ...rest } = link;
    if (prompt !== undefined) this.prompt = prompt;
    Object.assign(this, rest);
    this.resting = false;
  }

  /** Keeps the chosen layer and head among those of a model. */
  chooseWithin({ n_layer, n_head }: Gpt2Config): void {
    this.layer = Math.min(this.layer, n_layer - 1);
    this.head = Math.min(this.head, n_head - 1);
  }

  /** The page's state as a link holds it. */
  get link(): LinkState {
    const { prompt, begin, layer, head, strategy, temperature, topK, topP, seed } = this;
    const { station } = this;
    const [query, key] = this.resting ? [null, null] : [this.query, this.key];
    return {
      ...{ prompt, begin, layer, head, strategy, temperature, topK, topP, seed },
      ...{ query, key, station },
    };
  }

  /** Tokens of any text that the page shows, grouped into whole characters. */
  piecesOf(ids: readonly number[]): readonly Piece[] {
    return ids.length === this.stored.ids.length && ids.every((id, i) => id === this.stored.ids[i])
      ? this.stored.pieces
      : (this.tokenizer?.pieces(ids) ?? []);
  }

  /** A token for the eye; those of the stored run are of its own model's vocabulary. */
  textOf(id: number): string {
    const { tokenizer } = this;
    // A figure may lag by a frame, and still ask for a token of the model before.
    if (this.next !== this.stored.next)
      return tokenizer !== null && id < tokenizer.size ? tokenizer.tokenText(id) : '';
    const at = this.stored.next.top.findIndex((likely) => likely.id === id);
    return this.stored.topTexts[at] ?? '';
  }

  private encoded(): readonly number[] {
    const { tokenizer } = this;
    if (!tokenizer) return this.stored.ids;
    const first = this.begin && tokenizer.eosId !== null ? [tokenizer.eosId] : [];
    return [...first, ...tokenizer.encode(this.prompt)];
  }

  /** True when the text cannot be read; says why in `problem`. */
  checkText(): boolean {
    this.problem =
      this.ids.length === 0 || (this.prompt === '' && this.written.length === 0)
        ? 'empty-prompt'
        : this.promptIds.length > this.limit
          ? 'too-long'
          : null;
    return this.problem !== null;
  }
}
