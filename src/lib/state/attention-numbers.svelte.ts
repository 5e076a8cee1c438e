import {
  headSize,
  layerCaptures,
  layerFromRun,
  layerFromStored,
  layerTensors,
  openNumber,
  type Choice,
  type LayerNumbers,
  type LayerWeights,
  type StepName,
  type StoredLayer,
} from '../attention/index.ts';
import type { Tokenizer } from '../bpe/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { t } from '../i18n/translate.ts';
import type { Engine } from '../model/api.ts';
import type { LiveProvenance } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';
import { storedManifest } from './stored-model.ts';

/** What the figure shows; it follows what is asked for once that has been computed. */
export interface ShownLayer {
  readonly of: LayerNumbers;
  readonly ids: readonly number[];
  /** Where the model was published; null for the teaching model. */
  readonly repo: string | null;
  /** True when the text had more tokens than are read. */
  readonly cut: boolean;
  /** Where it was computed; null for what is stored. */
  readonly live: LiveProvenance | null;
}

/** Steps whose numbers are sums of products, and so can be opened. */
const OPENABLE: readonly StepName[] = ['x', 'q', 'k', 'v', 'product', 'scale', 'mix', 'out'];
/** Tokens read, the end-of-text token aside. */
export const MOST_TOKENS = 23;
/** No token holds more bytes than this many characters would need: longer texts need not be read. */
const CHARACTERS_A_TOKEN = 64;

/** One layer of attention on the reader's text: what is chosen in it, and the run it comes from. */
export interface NumbersState extends Choice {
  readonly text: string;
  readonly layer: number;
  readonly step: StepName;
}

export class AttentionNumbers {
  shown: ShownLayer = $state.raw() as ShownLayer;
  step: StepName = $state('x');
  choice: Choice = $state.raw({ head: 0, query: 0, key: 0 });
  /** The number that is opened: of a head's vector, and of a vector as wide as the model. */
  inHead = $state(0);
  inModel = $state(0);
  text: string;

  readonly task: LiveTask;
  #asked: { text: string; layer: number } = $state.raw({ text: '', layer: 0 });
  #read: { text: string; live: LiveProvenance; ids: readonly number[]; cut: boolean } | null = null;
  #weights: { live: LiveProvenance; layer: number; weights: LayerWeights } | null = null;

  constructor(lang: Lang, stored: StoredLayer) {
    this.shown = {
      of: layerFromStored(stored),
      ids: stored.ids,
      ...{ repo: null, cut: false, live: null },
    };
    this.choice = stored.chosen;
    this.text = stored.text;
    this.#asked = { text: stored.text, layer: stored.layer };
    this.task = new LiveTask(lang, async (loaded, signal) => {
      const { engine, tokenizer, provenance } = loaded;
      const { text, layer } = this.#asked;
      const asked = Math.min(layer, engine.info.config.n_layer - 1);
      const { ids, cut } = this.#reading(text, tokenizer, engine, provenance);
      if (ids.length < 2) {
        this.task.problem = t(lang, 'experiments.tooShort');
        return;
      }
      const run = await engine.run(ids, { capture: layerCaptures(asked) }, signal);
      const weights = await this.#weightsOf(engine, provenance, asked);
      if (signal.aborted) return;
      const tokens = ids.map((id) => tokenizer.tokenText(id));
      const of = layerFromRun(engine.info.config, asked, tokens, run.captured, weights);
      const fresh = this.shown.of.tokens.join('\0') !== tokens.join('\0');
      const repo = loaded.asked === null ? null : (await storedManifest(loaded.asked)).origin.repo;
      this.shown = { of, ids, repo, cut, live: provenance };
      this.text = text;
      this.#fit(fresh);
    });
  }

  /** The opened number; null when the step has none, or its weights are not at hand. */
  get opened(): ReturnType<typeof openNumber> {
    return openNumber(this.shown.of, this.step, this.choice, this.place);
  }

  /** True when the opened number waits for the model: what is stored does not hold it. */
  get lacking(): boolean {
    const { of } = this.shown;
    if (this.step === 'out' && of.out(this.choice.query) === null) return true;
    return OPENABLE.includes(this.step) && this.opened === null;
  }

  /** Which number of the step's vector is chosen. */
  get place(): number {
    const { head, key } = this.choice;
    switch (this.step) {
      case 'x':
      case 'out':
        return this.inModel;
      case 'q':
      case 'k':
      case 'v':
      case 'mix':
        return this.inHead;
      case 'concat':
        return head * headSize(this.shown.of) + this.inHead;
      default:
        return key;
    }
  }

  /** Chooses a number of the step's vector. */
  pick(place: number): void {
    const d = headSize(this.shown.of);
    switch (this.step) {
      case 'x':
      case 'out':
        this.inModel = place;
        break;
      case 'concat':
        this.choice = { ...this.choice, head: Math.floor(place / d) };
        this.inHead = place % d;
        break;
      case 'q':
      case 'k':
      case 'v':
      case 'mix':
        this.inHead = place;
        break;
      default:
        this.choice = { ...this.choice, key: place };
    }
    this.#complete();
  }

  go(step: StepName): void {
    this.step = step;
    this.#complete();
  }

  choose(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    this.#complete();
  }

  /** Reads another text, or another layer of it. */
  ask(change: { readonly text?: string; readonly layer?: number }): void {
    this.#asked = { ...this.#asked, ...change };
    void this.task.start();
  }

  /** What was asked for last, and what is chosen in it. */
  get link(): NumbersState {
    const { text, layer } = this.#asked;
    return { text, layer, step: this.step, ...this.choice };
  }

  /** Takes a link's state; only what is not stored is computed. */
  restore({ text, layer, step, head, query, key }: Partial<NumbersState>): void {
    const asked = { text: text ?? this.#asked.text, layer: layer ?? this.#asked.layer };
    const other = asked.text !== this.#asked.text || asked.layer !== this.#asked.layer;
    this.step = step ?? this.step;
    const { choice } = this;
    const wanted = {
      ...{ head: head ?? choice.head, query: query ?? choice.query, key: key ?? choice.key },
    };
    this.#asked = asked;
    if (other) void this.task.start().then(() => this.#choose(wanted));
    else this.#choose(wanted);
  }

  #choose({ head, query, key }: Choice): void {
    const { heads, tokens } = this.shown.of;
    const last = tokens.length - 1;
    const from = Math.min(query, last);
    this.choice = { head: Math.min(head, heads - 1), query: from, key: Math.min(key, last) };
    this.#complete();
  }

  /** What the reader chose needs the model. */
  #complete(): void {
    if (this.lacking) void this.task.start();
  }

  #reading(
    text: string,
    tokenizer: Tokenizer,
    engine: Engine,
    live: LiveProvenance,
  ): { ids: readonly number[]; cut: boolean } {
    if (this.#read?.text === text && this.#read.live === live) return this.#read;
    const most = Math.min(MOST_TOKENS, engine.info.config.n_positions - 1);
    const piece = text.slice(0, most * CHARACTERS_A_TOKEN);
    const encoded = tokenizer.encode(piece);
    const start = tokenizer.eosId === null ? [] : [tokenizer.eosId];
    const cut = encoded.length > most || piece.length < text.length;
    this.#read = { text, live, ids: [...start, ...encoded.slice(0, most)], cut };
    return this.#read;
  }

  async #weightsOf(engine: Engine, live: LiveProvenance, layer: number): Promise<LayerWeights> {
    if (this.#weights?.live === live && this.#weights.layer === layer) return this.#weights.weights;
    const read = layerTensors(layer).map((name) => engine.tables.weight(name));
    const [gain, bias, qkv, qkvBias, out, outBias] = (await Promise.all(read)).map(
      ({ data }) => data,
    );
    const none = new Float32Array();
    const weights = {
      ...{ gain: gain ?? none, bias: bias ?? none, qkv: qkv ?? none },
      ...{ qkvBias: qkvBias ?? none, out: out ?? none, outBias: outBias ?? none },
    };
    this.#weights = { live, layer, weights };
    return weights;
  }

  /** Keeps what is chosen inside the new layer; another text is read from its last token. */
  #fit(fresh: boolean): void {
    const { of } = this.shown;
    const last = of.tokens.length - 1;
    const { head, query, key } = this.choice;
    const from = fresh ? last : Math.min(query, last);
    this.choice = {
      head: Math.min(head, of.heads - 1),
      query: from,
      key: fresh ? Math.max(from - 1, 0) : Math.min(key, last),
    };
    this.inHead = Math.min(this.inHead, headSize(of) - 1);
    this.inModel = Math.min(this.inModel, of.width - 1);
  }
}
