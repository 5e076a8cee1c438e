/**
 * The page and its address: what the reader changes is kept after the #, which no server is told, and
 * what an address holds is shown. Figures join by `rememberIn`, each under its own id.
 */
import {
  isLink,
  makeLink,
  openAtOnce,
  openLink,
  PAGE,
  partsOf,
  placeOf,
  withoutPlace,
  withPart,
  type Opened,
  type Part,
  type Parts,
  type Schema,
} from '../link/index.ts';
import { memberOf, type Member, type Remembered } from './page-member.ts';

/** What there is to say of the link that was opened, or of the one that cannot be made. */
export type LinkNotice = 'partly' | 'damaged' | 'newer' | 'too-long' | 'not-kept';

/** The browser's address, as far as it matters here. */
export interface Address {
  readonly path: () => string;
  /** The fragment with its #, or ''. */
  readonly hash: () => string;
  /** Puts another fragment there, without #, and without a step in the history; '' for none. */
  readonly write: (hash: string) => void;
}

/** So many milliseconds after the last change the address is written. */
const WAIT = 300;

export class PageLink {
  /** What there is to say of the link. */
  notice: LinkNotice | null = null;

  readonly path: string;
  readonly #address: Address;
  readonly #watchers = new Set<() => void>();
  #parts: Parts = new Map();
  readonly #members = new Map<string, Member>();
  /** The fragment that was read or written last. */
  #hash = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #opening = 0;

  /** Reads the address as it is now. */
  constructor(address: Address) {
    this.#address = address;
    this.path = address.path();
    this.#open(address.hash());
  }

  /** Whether the address holds something that the reader has changed, or that a link has. */
  get changed(): boolean {
    return this.#parts.size > 0;
  }

  /** Calls back whenever `notice`, `changed` or what the link holds may be others. */
  watch(callback: () => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  /** A figure takes part: it is given what the link has for it. Returns how it leaves. */
  join<S extends object>(id: string, schema: Schema<S>, kept: Remembered<S>): () => void {
    const before = this.#members.get(id);
    const member = memberOf(schema, kept, before);
    this.#members.set(id, member);
    const part = this.#parts.get(id);
    if (part && !before) this.#give(id, member, part);
    return () => {
      if (this.#members.get(id) === member) this.#members.delete(id);
    };
  }

  /** What a figure says of itself now. */
  note(id: string, part: Part, lacking: boolean): void {
    const member = this.#members.get(id);
    if (!member?.says(part, lacking)) return;
    if (!member.linked) {
      const { untouched } = member;
      // What the page gives to a figure that nobody has touched changes nothing.
      if (!untouched || this.#parts.has(id))
        this.#parts = withPart(this.#parts, id, untouched ? new Map() : part);
    }
    this.#later();
  }

  /** Reads an address that the page went to by itself: Back, a link within the page, a pasted one. */
  follow(hash: string): void {
    if (!isLink(hash) || hash.replace(/^#/, '') === this.#hash) return;
    clearTimeout(this.#timer);
    this.#open(hash);
  }

  /** Writes what waits to be written: what is short before it returns, for a page that is being left. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const hash = this.#parts.size === 0 ? '' : makeLink(this.#parts);
    this.#put(typeof hash === 'string' ? hash : await hash);
  }

  #put(hash: string | null): void {
    // Meanwhile the reader may have gone on to another page.
    if (this.#address.path() !== this.path) return;
    const lacking = hash === null || [...this.#members.values()].some((member) => member.lacking);
    if (lacking) this.notice = 'not-kept';
    else if (this.notice === 'not-kept') this.notice = null;
    this.#tell();
    if (hash === null) return;
    this.#hash = hash;
    const now = this.#address.hash();
    // An address that says where on the page one is may stay.
    if (hash === '' ? isLink(now) : now !== `#${hash}`) this.#address.write(hash);
  }

  /** Writes at once if something waits. */
  hurry(): void {
    if (this.#timer !== undefined) void this.flush();
  }

  /** The whole page's state as a fragment without #; '' where nothing was changed, null: too long. */
  async whole(): Promise<string | null> {
    return this.#parts.size === 0 ? '' : makeLink(this.#parts);
  }

  /**
   * A fragment, without #, that opens the page at a figure, with what the reader has set there (and, in
   * a lab, on the page; and in the figure whose state it shares). The figure's id alone where nothing was
   * changed; null: too long.
   */
  async linkTo(id: string): Promise<string | null> {
    const own = partsOf(this.#parts, id);
    return own === null ? id : makeLink(own);
  }

  /** Puts the page back to how it is without a link. */
  reset(): void {
    this.notice = null;
    this.#take(new Map());
    this.#later();
  }

  #open(hash: string): void {
    this.#hash = hash.replace(/^#/, '');
    const opening = ++this.#opening;
    const opened = openAtOnce(hash);
    if (opened) this.#take(this.#judge(opened));
    else
      void openLink(hash).then((late) => {
        if (opening === this.#opening) this.#take(this.#judge(late));
      });
  }

  #judge(opened: Opened): Parts {
    this.notice = null;
    if (opened.kind === 'unreadable') this.notice = opened.why;
    if (opened.kind !== 'link') return new Map();
    if (opened.left.length > 0) this.notice = 'partly';
    return opened.parts;
  }

  #take(parts: Parts): void {
    this.#parts = parts;
    for (const [id, member] of this.#members) {
      const part = parts.get(id);
      if (part) this.#give(id, member, part);
      else if (!member.untouched) member.reset();
    }
    this.#tell();
  }

  #give(id: string, member: Member, part: Part): void {
    const own = id === PAGE ? withoutPlace(part) : part;
    if (own.size === 0) return;
    if (member.give(own) > 0) {
      this.notice = 'partly';
      this.#tell();
    }
  }

  /** The id of the figure where the link opens; null for the top of the page. */
  get at(): string | null {
    return placeOf(this.#parts);
  }

  /** What the page itself has under a key, as it is written; null for nothing. */
  ofPage(key: string): string | null {
    return this.#parts.get(PAGE)?.get(key) ?? null;
  }

  /** Ids of figures that the link has something for. */
  get figures(): readonly string[] {
    return [...this.#parts.keys()].filter((id) => id !== PAGE);
  }

  /** Whether the link has something for the page itself. */
  get hasPage(): boolean {
    return withoutPlace(this.#parts.get(PAGE)).size > 0;
  }

  #tell(): void {
    for (const tell of this.#watchers) tell();
  }

  #later(): void {
    this.#tell();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), WAIT);
  }
}
