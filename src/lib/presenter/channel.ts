/** What the page on the wall and the speaker's window tell each other. */
import type { SpokenNote } from './notes.ts';

/** One slide as the speaker sees it. */
export interface SpeakerView {
  /** Counted from 0. */
  readonly slide: number;
  readonly count: number;
  readonly lesson: string;
  readonly title: string;
  readonly question: string | null;
  /** The title of the slide after it; null at the end. */
  readonly next: string | null;
  readonly note: SpokenNote | null;
  readonly black: boolean;
  /** When presenting began, in milliseconds since 1970. */
  readonly began: number;
}

/** From the page on the wall; null when presenting has ended. */
export interface FromDeck {
  readonly from: 'deck';
  /** Which of several decks of this browser. */
  readonly deck: string;
  readonly view: SpeakerView | null;
}

/** What a speaker's window asks for: what is on the wall, or a change of it. */
export const asks = ['view', 'next', 'previous', 'first', 'last', 'answer', 'black'] as const;
export type Ask = (typeof asks)[number];

/** From the speaker's window; without a deck while it has found none. */
export interface FromSpeaker {
  readonly from: 'speaker';
  readonly deck: string | null;
  readonly ask: Ask;
}

/** What a deck hears; null when the message is not for it. Only `view` may go to any deck. */
export function heardAsk(message: unknown, ownDeck: string): Ask | null {
  const { from, deck, ask } = fields(message);
  const asked = from === 'speaker' ? (asks.find((each) => each === ask) ?? null) : null;
  return deck === ownDeck || (deck === null && asked === 'view') ? asked : null;
}

/** What a speaker's window hears of a deck; null when the message is not for it. */
export function heardDeck(message: unknown, ownDeck: string | null): FromDeck | null {
  const { from, deck, view } = fields(message);
  if (from !== 'deck' || typeof deck !== 'string') return null;
  if (ownDeck !== null && deck !== ownDeck) return null;
  if (view === null) return { from, deck, view };
  const { slide, count, title } = fields(view);
  const whole = typeof slide === 'number' && typeof count === 'number' && typeof title === 'string';
  return whole ? { from, deck, view: view as SpeakerView } : null;
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * Seconds as a clock shows them.
 * Example: clockText(65) → '1:05', clockText(3605) → '1:00:05'
 */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
}
