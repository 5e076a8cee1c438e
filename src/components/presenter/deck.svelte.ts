/** A presentation in progress: which slide, what is switched on, and what the speaker's window is told. */
import type { Lang } from '#lib/i18n/languages.ts';
import { tp } from '#lib/i18n/presenterWords.ts';
import {
  clampSlide,
  noteOf,
  withSlide,
  type Command,
  type LessonNotes,
  type SpeakerView,
  type SpokenNote,
} from '#lib/presenter/index.ts';
import type { Slide } from './slides.ts';
import { SpeakerLine } from './speaker-line.ts';
import { fit, scrollOn, showOnly } from './stage.ts';

export interface DeckOptions {
  readonly lang: Lang;
  readonly lesson: string;
  readonly slides: readonly Slide[];
  readonly stage: HTMLElement;
  /** The presenter's own elements, which stay in sight. */
  readonly own: readonly Element[];
  /** Whether a link for a class has hidden the notes. */
  readonly noNotes: boolean;
  readonly leave: () => void;
}

/** One step larger or smaller. */
const STEP = 1.12;

export class Deck {
  at = $state(0);
  black = $state(false);
  spotlight = $state(false);
  laser = $state(false);
  caption = $state(false);
  answered = $state(false);
  help = $state(false);
  /** Why the notes are in this window, where the class sees them; null while they are not. */
  drawer: 'asked' | 'blocked' | null = $state(null);
  full = $state(false);
  size = $state(1);
  /** Whether more of the slide is below the window’s edge. */
  more = $state(false);
  /** What a screen reader is told. */
  said = $state('');
  /** What all are told, until the next command. */
  hint = $state('');
  notes: LessonNotes = $state.raw({});

  readonly lang: Lang;
  readonly slides: readonly Slide[];
  readonly noNotes: boolean;
  readonly slide: Slide = $derived.by(() => this.slideAt(this.at));
  readonly note: SpokenNote | null = $derived.by(() =>
    noteOf(this.notes, this.slide.number, this.lang),
  );
  /** Takes the focus when the slide that had it is gone. */
  heading: HTMLElement | undefined;

  readonly #options: DeckOptions;
  readonly #speaker = new SpeakerLine((ask) => {
    if (ask === 'view') this.tell();
    else this.act(ask);
  });
  readonly #began = Date.now();

  constructor(options: DeckOptions) {
    this.#options = options;
    this.lang = options.lang;
    this.slides = options.slides;
    this.noNotes = options.noNotes;
  }

  private slideAt(at: number): Slide {
    const slide = this.#options.slides[at] ?? this.#options.slides[0];
    if (!slide) throw new RangeError('a deck without slides');
    return slide;
  }

  /** Shows a slide; the nearest that there is. */
  go(to: number): void {
    const { slides, stage, own } = this.#options;
    this.black = false;
    this.at = clampSlide(to, slides.length);
    this.answered = false;
    const shown = this.slide.find();
    showOnly(shown, own);
    if (this.slide.kind === 'predict') shown[0]?.setAttribute('data-veiled', '');
    history.replaceState(history.state, '', withSlide(location.href, this.at));
    stage.scrollTop = 0;
    scrollTo({ top: 0, behavior: 'instant' });
    this.refit();
    this.#settle();
    this.tell();
  }

  /** Where the focus goes, and what is read out. */
  #settle(): void {
    const { title } = this.slide;
    const sentence = tp(this.lang, 'presenter.slide', {
      n: this.at + 1,
      count: this.slides.length,
      title,
    });
    const held = document.activeElement;
    // What is out of sight has lost the focus, or is about to.
    const lost = held === null || held === document.body || held.closest('[data-presenter-off]');
    if (lost || this.#options.stage.contains(held)) this.heading?.focus({ preventScroll: true });
    this.said = sentence;
  }

  /** Fits the slide to the window. */
  refit(): void {
    const at = this.at;
    const boost = this.slide.kind === 'figure' ? 1 : 1.25;
    void fit(this.#options.stage, { own: this.size, boost }, () => this.at === at).then(() =>
      this.look(),
    );
  }

  /** Looks whether there is more below. */
  look(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#options.stage;
    this.more = scrollHeight - clientHeight - scrollTop > 12;
  }

  act(command: Command): void {
    this.hint = '';
    if (this.black && command !== 'exit' && command !== 'help') {
      this.black = false;
      this.tell();
      if (command === 'black') return;
    }
    this.#commands[command]();
  }

  readonly #commands: Readonly<Record<Command, () => void>> = {
    next: () => {
      if (this.at < this.slides.length - 1) this.go(this.at + 1);
    },
    previous: () => {
      if (this.at > 0) this.go(this.at - 1);
    },
    first: () => this.go(0),
    last: () => this.go(this.slides.length - 1),
    down: () => scrollOn(this.#options.stage, 1),
    up: () => scrollOn(this.#options.stage, -1),
    answer: () => this.answer(!this.answered),
    caption: () => {
      this.caption = !this.caption;
      this.refit();
    },
    notes: () => this.openNotes(),
    spotlight: () => {
      this.spotlight = !this.spotlight;
    },
    laser: () => {
      this.laser = !this.laser;
    },
    black: () => {
      this.black = true;
      this.said = tp(this.lang, 'presenter.blackIsOn');
      this.tell();
    },
    full: () => void this.#toggleFull(),
    larger: () => this.#resize(STEP),
    smaller: () => this.#resize(1 / STEP),
    help: () => {
      this.help = !this.help;
    },
    exit: () => {
      if (this.black) this.act('black');
      else this.#options.leave();
    },
    release: () => this.heading?.focus({ preventScroll: true }),
  };

  #resize(by: number): void {
    this.size = Math.min(Math.max(this.size * by, 0.6), 2.5);
    this.refit();
  }

  /** Shows or hides the answer of a question. */
  answer(shown: boolean): void {
    if (this.slide.kind !== 'predict') return;
    this.answered = shown;
    const [question] = this.slide.find();
    question?.toggleAttribute('data-veiled', !shown);
    question?.querySelector('details')?.toggleAttribute('open', shown);
    if (shown) this.said = tp(this.lang, 'presenter.answerShown');
    this.refit();
  }

  async #toggleFull(): Promise<void> {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen();
    } catch {
      this.hint = tp(this.lang, 'presenter.fullFailed');
    }
  }

  /** Opens the speaker's window; where the browser does not, a drawer in this one. */
  openNotes(): void {
    if (this.noNotes) return;
    if (this.drawer !== null) {
      this.drawer = null;
      this.refit();
      return;
    }
    if (this.#speaker.focus()) return;
    this.drawer = this.#speaker.open(this.lang) ? null : 'blocked';
    this.refit();
  }

  /** Tells the speaker's window what is on the wall. */
  tell(): void {
    this.#speaker.tell(this.#view());
  }

  #view(): SpeakerView {
    const { title, question } = this.slide;
    return {
      slide: this.at,
      count: this.slides.length,
      lesson: this.#options.lesson,
      title,
      question,
      next: this.slides[this.at + 1]?.title ?? null,
      note: $state.snapshot(this.note),
      black: this.black,
      began: this.#began,
    };
  }

  /** Ends it for the speaker's window, too. */
  close(): void {
    this.#speaker.close();
  }
}
