import {
  bestToken,
  lastRows,
  logProbability,
  mostLookedAt,
  nextPairs,
  patternNames,
  range,
  type Look,
  type Pair,
  type Prompt,
} from '../causal/index.ts';
import type { Lang } from '../i18n/languages.ts';
import { promptOf, STORED, whereOf, type Where } from './causal-question.ts';
import { storedCausal } from './causal-stored.ts';
import type { Done } from './causal-sweep.svelte.ts';
import type { LessonModel, LoadedModel } from './lesson-model.svelte.ts';
import { LiveTask } from './live-task.svelte.ts';

/** What each head looks at from the last token, and what its ablation does to the likeliest next one. */
export interface LooksShown extends Where {
  readonly prompt: Pick<Prompt, 'text' | 'ids' | 'tokens' | 'cut'>;
  /** The likeliest next token. */
  readonly best: string;
  readonly heads: readonly {
    readonly layer: number;
    readonly head: number;
    readonly row: readonly number[];
    readonly effect: number;
    /** The likeliest token with the head off. */
    readonly best: string;
    /** Next tokens with and without it; null where it was not kept. */
    readonly next: readonly (Pair & { readonly text: string })[] | null;
  }[];
}

const { looks } = storedCausal;

/** How much heads look, against how much they do. */
export class LooksDesk {
  text = $state(looks.prompt.text);
  /** The token that is looked at, by its place. */
  at = $state(looks.at);
  shown: LooksShown = $state.raw({
    ...STORED,
    prompt: { ...looks.prompt, cut: false },
    best: looks.best.text,
    heads: looks.heads.map((head) => ({ ...head, next: null })),
  });
  progress: Done | null = $state.raw(null);
  readonly task: LiveTask;
  /** The token that a link asks for in a text that is not read yet. */
  #wanted: number | null = null;

  constructor(lang: Lang, model?: LessonModel) {
    this.task = new LiveTask(lang, (loaded, signal) => this.#work(loaded, signal), model);
  }

  ask(text: string): void {
    this.text = text;
    this.#wanted = null;
    void this.task.start();
  }

  /** Takes what a link asks for; null for the token that heads look at most. */
  restore(text: string, at: number | null): void {
    if (text !== this.text) {
      this.ask(text);
      this.#wanted = at;
    } else if (at !== null && at < this.shown.prompt.ids.length) this.at = at;
  }

  /** The heads as dots: the weight on the token that is looked at, and the effect. */
  get dots(): readonly (Omit<Look, 'best'> & { readonly best: string })[] {
    return this.shown.heads.map(({ layer, head, row, effect, best }) => ({
      ...{ layer, head, effect, best, weight: row[this.at] ?? 0 },
    }));
  }

  async #work(loaded: LoadedModel, signal: AbortSignal): Promise<void> {
    const { engine, tokenizer } = loaded;
    const { n_layer, n_head } = engine.info.config;
    const prompt = promptOf(engine, tokenizer, this.text);
    const text = (id: number): string => tokenizer.tokenText(id);
    try {
      const capture = patternNames(n_layer);
      const { logits, captured } = await engine.run(prompt.ids, { capture }, signal);
      const rows = lastRows(captured, n_layer);
      const best = bestToken(logits.data);
      const before = logProbability(logits.data, best);
      const heads: LooksShown['heads'][number][] = [];
      for (const layer of range(n_layer))
        for (const head of range(n_head)) {
          this.progress = { done: heads.length, of: n_layer * n_head };
          const edits = [{ at: `blocks.${layer}.attn.hook_z`, head, do: 'zero' as const }];
          const edited = (await engine.run(prompt.ids, { edits }, signal)).logits.data;
          heads.push({
            ...{ layer, head, row: rows[layer]?.[head] ?? [] },
            effect: logProbability(edited, best) - before,
            best: text(bestToken(edited)),
            next: nextPairs(logits.data, edited, 4).map((pair) => ({
              ...pair,
              text: text(pair.id),
            })),
          });
        }
      const same = prompt.ids.join() === this.shown.prompt.ids.join();
      const wanted =
        this.#wanted !== null && this.#wanted < prompt.ids.length ? this.#wanted : null;
      this.#wanted = null;
      if (!same || wanted !== null) this.at = wanted ?? mostLookedAt(rows) ?? 0;
      this.shown = { ...whereOf(loaded), prompt, best: text(best), heads };
    } finally {
      this.progress = null;
    }
  }
}
