import type { Lang } from '#lib/i18n/languages.ts';
import type { HomeLive } from '#lib/state/home-live.svelte.ts';
import type { Player } from './player.svelte.ts';

/** The reader's own text, and the model that reads it: fetched when the reader first asks for it. */
export class OwnText {
  typed = $state('');
  /** What has read the text; undefined while the stored run is shown. */
  home = $state.raw<HomeLive>();
  /** True when the program that computes could not be fetched. */
  missing = $state(false);
  #opening = $state(false);
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #lang: Lang;
  readonly #player: Player;

  /** `player`: the stored run, which stops when the reader asks for something. */
  constructor(lang: Lang, player: Player) {
    this.#lang = lang;
    this.#player = player;
  }

  get busy(): boolean {
    return this.#opening || (this.home?.busy ?? false);
  }

  /** What is needed to compute; null where it cannot be had. */
  async #open(): Promise<HomeLive | null> {
    this.#player.playing = false;
    if (this.home) return this.home;
    this.#opening = true;
    this.missing = false;
    const pause = (): Promise<void> =>
      new Promise((done) => setTimeout(done, this.#player.still ? 0 : 700));
    try {
      const { HomeLive } = await import('#lib/state/home-live.svelte.ts');
      this.home ??= new HomeLive(this.#lang, pause);
      return this.home;
    } catch {
      this.missing = true;
      return null;
    } finally {
      this.#opening = false;
    }
  }

  /** Has what was typed read, once the typing pauses. */
  read(): void {
    clearTimeout(this.#typing);
    if (this.typed.trim() === '') return;
    const live = this.#open();
    this.#typing = setTimeout(() => {
      void live.then((it) => it?.read(this.typed));
    }, 350);
  }

  /** Writes one more token after what was typed; after the text that is shown when nothing was. */
  async writeOn(shown: () => string): Promise<void> {
    clearTimeout(this.#typing);
    const live = await this.#open();
    if (this.typed.trim() === '') this.typed = shown();
    await live?.writeOn(this.typed);
  }

  /** Back to the stored run. */
  drop(): void {
    this.home?.abort();
    this.home = undefined;
    this.typed = '';
  }
}
