/** The line to the speaker's window: opens it, tells it what is on the wall, and passes on what it asks. */
import type { Lang } from '#lib/i18n/languages.ts';
import { pageHref } from '#lib/i18n/links.ts';
import { heardAsk, type Ask, type FromDeck, type SpeakerView } from '#lib/presenter/index.ts';
import { CHANNEL } from './channel.ts';

export class SpeakerLine {
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  #window: Window | null = null;

  /** `onask`: what to do when the speaker's window asks for something. */
  constructor(onask: (ask: Ask) => void) {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const ask = heardAsk(data, this.#id);
      if (ask !== null) onask(ask);
    });
  }

  /** Brings the window to the front; false when none is open. */
  focus(): boolean {
    if (!this.#window || this.#window.closed) return false;
    this.#window.focus();
    return true;
  }

  /** Opens the window; false where the browser does not. */
  open(lang: Lang): boolean {
    const address = `${pageHref(lang, 'teach/speaker')}?hide=nav#${this.#id}`;
    this.#window = window.open(address, 'vitrine-speaker', 'popup,width=820,height=680');
    return this.#window !== null;
  }

  tell(view: SpeakerView | null): void {
    const message: FromDeck = { from: 'deck', deck: this.#id, view };
    this.#channel.postMessage(message);
  }

  /** Tells the window that it is over. */
  close(): void {
    this.tell(null);
    this.#channel.close();
  }
}
