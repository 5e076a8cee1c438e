/**
 * What the figures of a page share that look at heads: the text and what every head made of it, the
 * head that is open, the tokens the reader points at, the pins. Begins with the stored run.
 */
import stored from '../embedded/heads.json' with { type: 'json' };
import type { HeadScores, Pooling, ScoreName } from '../heads/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { breathe } from '../model/breathe.ts';
import type { Gpt2Config } from '../model/config.ts';
import type { HeadsPageState } from '../link/index.ts';
import { MOST_PINS, nameOf, type HeadAt } from './heads-link.ts';
import { openHead, type HeadsRun, type OpenHead } from './heads-run.ts';
import { readRandom, readText, type RandomScores } from './heads-texts.ts';
import type { LoadedModel } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';
import type { HeadsFileRun } from './run-files/heads.ts';
import { parseHeads } from './stored-heads.ts';

/** What the scores are measured on. */
export type Measure = 'text' | 'random';

const first = parseHeads(stored);
const firstRandom: RandomScores = {
  scores: first.random,
  period: stored.random.period,
  live: null,
};

export class AttentionLab {
  run: HeadsRun = $state.raw(first.run);
  /** The second text's run, to compare with. */
  other: HeadsRun | null = $state.raw(null);
  random: RandomScores | null = $state.raw(firstRandom);
  /** The head that is open, of the run that is shown. */
  open: OpenHead = $state.raw(first.open);
  /** The head under the pointer in the atlas. */
  preview: HeadAt | null = $state.raw(null);
  pins: readonly HeadAt[] = $state.raw([]);
  score: ScoreName = $state('induction');
  measure: Measure = $state('text');
  /** How pictures of long texts are pooled, and how weights become colours, in all figures. */
  pooling: Pooling = $state('max');
  scale: 'linear' | 'log' = $state('linear');
  /** How the atlas is sorted, and from which share of the largest score on a head is shown. */
  order: 'layer' | 'score' = $state('layer');
  least = $state(0);
  /** What stands in the boxes for the two texts. */
  typed = $state(stored.text);
  otherTyped = $state('');
  withoutFirst = $state(false);
  query: number | null = $state(null);
  key: number | null = $state(null);
  locked = $state(false);
  /** Layers done of those that are read. */
  done: number | null = $state(null);

  readonly task: LiveTask;
  /** What the reader asked for last; it may be on its way. */
  #asked: { text: string; other: string | null; at: HeadAt } = $state.raw({
    ...{ text: stored.text, other: null, at: stored.open },
  });

  constructor(lang: Lang) {
    this.task = new LiveTask(lang, (loaded, signal) => this.#compute(loaded, signal));
  }

  // Getters: a derived value would end with the figure that was first to ask for the lab.

  /** The head that the views show: the one under the pointer, else the open one. */
  get shown(): OpenHead {
    const { preview, run, open } = this;
    if (preview === null || nameOf(preview) === nameOf(open)) return open;
    const pattern = run.pattern(preview.layer, preview.head);
    return pattern === null ? open : { run, ...preview, pattern, vectors: null };
  }

  /** The scores that the atlas is coloured by; null while they have not been measured. */
  get scores(): readonly HeadScores[] | null {
    const both = this.measure === 'text' ? this.run.scores : this.random?.scores;
    return (this.withoutFirst ? both?.withoutFirst : both?.all) ?? null;
  }

  /** Reads a text of the reader's. */
  read(text: string): void {
    if (text !== this.run.text) {
      this.point(null, null);
      this.locked = false;
    }
    this.#asked = { ...this.#asked, text };
    void this.task.start();
  }

  /** Reads a second text, or, with null, takes it away. */
  compare(text: string | null): void {
    this.#asked = { ...this.#asked, other: text };
    if (text === null) this.other = null;
    else void this.task.start();
  }

  /** Opens a head: its pattern at once where it is kept, q, k and v as soon as the model has them. */
  pick(at: HeadAt): void {
    this.preview = null;
    this.#asked = { ...this.#asked, at };
    const { run } = this;
    const pattern = run.pattern(at.layer, at.head);
    if (pattern && nameOf(at) !== nameOf(this.open))
      this.open =
        run === first.run && nameOf(at) === nameOf(first.open)
          ? first.open
          : { run, ...at, pattern, vectors: null };
    if (run.live !== null) void this.task.start();
  }

  /** Scores on random tokens that come twice, computed when they are not there. */
  measureOn(measure: Measure): void {
    this.measure = measure;
    if (measure === 'random' && this.random === null) void this.task.start();
  }

  togglePin(at: HeadAt): void {
    const name = nameOf(at);
    const rest = this.pins.filter((pin) => nameOf(pin) !== name);
    this.pins = rest.length < this.pins.length ? rest : [...rest, at].slice(-MOST_PINS);
  }

  /** Points at a query and a key; null keeps neither. */
  point(query: number | null, key: number | null): void {
    this.query = query;
    this.key = key;
  }

  get link(): HeadsPageState {
    const { text, other, at } = this.#asked;
    const { pins, score, locked, measure, withoutFirst, pooling, scale, order, least } = this;
    const [query, key] = locked ? [this.query, this.key] : [null, null];
    return {
      ...{ text, other, open: at, query, key, pins, score },
      ...{ measure, withoutFirst, pooling, scale, order, least },
    };
  }

  /** Takes a link's state, what it lacks stays; loads the model only for what is not stored. */
  restore({
    text,
    other,
    open,
    query,
    key,
    measure,
    pins,
    ...rest
  }: Partial<HeadsPageState>): void {
    Object.assign(this, rest);
    const names = pins?.map(nameOf) ?? [];
    if (pins) this.pins = pins.filter((_, i) => names.indexOf(names[i] ?? '') === i);
    this.point(query ?? null, key ?? null);
    this.locked = this.query !== null;
    this.#asked = {
      text: text ?? this.#asked.text,
      other: other ?? null,
      at: open ?? this.#asked.at,
    };
    this.typed = this.#asked.text;
    this.otherTyped = this.#asked.other ?? '';
    this.measure = measure ?? this.measure;
    if (this.#asked.other === null) this.other = null;
    const random = this.measure === 'text' || this.random !== null;
    if (this.#asked.text === this.run.text && this.#asked.other === null && random)
      this.pick(this.#within(this.#asked.at));
    else void this.task.start();
  }

  /** Shows a run from a file, exactly as it was saved. */
  openFile(file: { readonly name: string; readonly model: string }, found: HeadsFileRun): void {
    this.task.abort();
    const run = { ...found.run, file };
    this.run = run;
    this.random = found.random && { ...found.random, live: null };
    if (this.random === null) this.measure = 'text';
    this.open = { ...found.open, run };
    this.other = this.preview = null;
    this.point(null, null);
    this.locked = false;
    this.typed = run.text;
    this.otherTyped = '';
    this.#asked = { text: run.text, other: null, at: found.open };
    this.#keepPins(run.config);
  }

  /** Back from a file to the site's own run. */
  closeFile(): void {
    this.run = first.run;
    this.open = first.open;
    this.random = firstRandom;
    this.read(this.typed);
  }

  #within({ layer, head }: HeadAt, { n_layer, n_head } = this.run.config): HeadAt {
    return { layer: Math.min(layer, n_layer - 1), head: Math.min(head, n_head - 1) };
  }

  /** Keeps the pins of heads that a model has. */
  #keepPins({ n_layer, n_head }: Gpt2Config): void {
    this.pins = this.pins.filter(({ layer, head }) => layer < n_layer && head < n_head);
  }

  async #compute(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { engine, provenance } = loaded;
    const { config } = engine.info;
    const { text, other, at } = this.#asked;
    const told = (layer: number): void => {
      this.done = layer + 1;
    };
    try {
      let { run } = this;
      if (run.live !== provenance || run.text !== text) {
        run = await readText(loaded, text, signal, told);
        if (this.random?.live !== provenance) this.random = null;
      }
      const { layer, head } = this.#within(at, config);
      const open = await openHead(engine, run, layer, head, signal);
      this.#keepPins(config);
      if (this.query !== null && this.query >= run.ids.length) this.point(null, null);
      if (this.key !== null && this.key >= run.ids.length) this.key = null;
      if (this.run !== run) {
        this.run = run;
        // The atlas is painted in one task, the views in the next: together they would hold the page up.
        await breathe();
      }
      this.open = open;
      if (this.random === null && this.measure === 'random')
        this.random = await readRandom(loaded, signal);
      if (other === null) this.other = null;
      else if (this.other?.live !== provenance || this.other.text !== other)
        this.other = await readText(loaded, other, signal, told);
    } finally {
      this.done = null;
    }
  }
}

const labs: Partial<Record<Lang, AttentionLab>> = {};
const untouched: Partial<Record<Lang, AttentionLab>> = {};

/** The lab of this page, shared by its figures. */
export const attentionLab = (lang: Lang): AttentionLab => (labs[lang] ??= new AttentionLab(lang));

/**
 * The lab as the server drew it. A figure takes over the server's drawing with this one, and turns to
 * the shared lab afterwards: that may have moved on before the figure's script ran.
 */
export const drawnLab = (lang: Lang): AttentionLab => (untouched[lang] ??= new AttentionLab(lang));
