/** A figure that takes part in the page's link: what it shows by itself, and what it has said since. */
import { readPart, writePart, type Part, type Schema } from '../link/index.ts';

/** How a figure's state is got and set. */
export interface Remembered<S> {
  /** The state as it is now: what the reader asked for, even while it is still computed. */
  readonly get: () => Partial<S>;
  /** Takes a link's state: what it lacks is as the figure has it. */
  readonly set: (state: Partial<S>) => void;
  /** What the page, and not the reader, has put there since: it counts as what the figure shows by itself. */
  readonly given?: () => NoInfer<Partial<S>>;
}

/** What it can be asked, in the words of a link. */
interface Figure {
  /** Takes a part; gives how many of its values made no sense. */
  readonly take: (part: Part) => number;
  /** The state as it is now. */
  readonly read: () => Part;
  /** What the figure shows by itself. */
  readonly first: () => Part;
}

/**
 * A figure that takes part. Of figures that share a state the one that woke first, `before`, knows how it
 * began, and has taken the link.
 */
export function memberOf<S extends object>(
  schema: Schema<S>,
  kept: Remembered<S>,
  before: Member | undefined,
): Member {
  const begun = kept.get();
  const take = (part: Part): number => {
    const { state, left } = readPart(schema, part);
    kept.set(state);
    return left.length;
  };
  const read = (): Part => writePart(schema, kept.get()).part;
  const first = (): Part => writePart(schema, { ...begun, ...kept.given?.() }).part;
  return new Member({ take, read, first: before?.figure.first ?? first }, before);
}

export class Member {
  readonly figure: Figure;
  /** What it said of itself last, as text. */
  private said: string;
  /** Whether it has just taken a link: until the reader changes that the link's own words are kept. */
  linked: boolean;
  /** Whether something of its state does not fit into a link. */
  lacking = false;

  constructor(figure: Figure, before: Member | undefined) {
    this.figure = figure;
    this.said = before?.said ?? textOf(figure.first());
    this.linked = before?.linked ?? false;
  }

  /** Whether it shows what it shows by itself. */
  get untouched(): boolean {
    return this.said === textOf(this.figure.first());
  }

  /** It says how it is now; false where that is no news. */
  says(part: Part, lacking: boolean): boolean {
    const said = textOf(part);
    if (said === this.said && lacking === this.lacking) return false;
    if (said !== this.said) this.linked = false;
    this.said = said;
    this.lacking = lacking;
    return true;
  }

  /** Gives it a link's part; gives back how many of its values made no sense. */
  give(part: Part): number {
    const left = this.figure.take(part);
    this.said = textOf(this.figure.read());
    this.linked = true;
    return left;
  }

  /** Puts it back to what it shows by itself. */
  reset(): void {
    this.figure.take(this.figure.first());
    this.said = textOf(this.figure.read());
    this.linked = false;
  }
}

const textOf = (part: Part): string => JSON.stringify([...part]);
