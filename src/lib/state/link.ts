/** The state of the page in the part of the address after #: what a reader can send to another. */

export interface LinkState {
  readonly prompt: string;
  /** Whether `<|endoftext|>` is put before the text. */
  readonly begin: boolean;
  readonly layer: number;
  readonly head: number;
  readonly strategy: 'greedy' | 'sample';
  readonly temperature: number;
  /** 0: no cut. */
  readonly topK: number;
  readonly topP: number;
  readonly seed: number;
}

/** Longer prompts are not read from a link. */
export const MAX_LINK_PROMPT = 20_000;

const VERSION = 'v1';

/** Example: writeLink({ …, prompt: 'a b' }) → 'v1?p=a+b&l=0&h=0&s=sample&t=1&k=0&n=1&r=0' */
export function writeLink(state: LinkState): string {
  const query = new URLSearchParams({
    p: state.prompt,
    ...(state.begin ? {} : { b: '0' }),
    l: String(state.layer),
    h: String(state.head),
    s: state.strategy,
    t: String(state.temperature),
    k: String(state.topK),
    n: String(state.topP),
    r: String(state.seed),
  });
  return `${VERSION}?${query.toString()}`;
}

/**
 * Reads a link, with or without its #. Never throws: what makes no sense is left out, and a link
 * of another version or form gives nothing at all.
 */
export function readLink(hash: string): Partial<LinkState> {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith(`${VERSION}?`)) return {};
  const query = new URLSearchParams(text.slice(VERSION.length + 1));
  const prompt = query.get('p');
  const strategy = query.get('s');
  return {
    ...(prompt !== null && prompt.length <= MAX_LINK_PROMPT ? { prompt } : {}),
    ...(query.get('b') === '0' ? { begin: false } : {}),
    ...number(query, 'l', 'layer', (x) => Number.isInteger(x) && x >= 0 && x < 1000),
    ...number(query, 'h', 'head', (x) => Number.isInteger(x) && x >= 0 && x < 1000),
    ...(strategy === 'greedy' || strategy === 'sample' ? { strategy } : {}),
    ...number(query, 't', 'temperature', (x) => x >= 0 && x <= 100),
    ...number(query, 'k', 'topK', (x) => Number.isInteger(x) && x >= 0 && x < 2 ** 31),
    ...number(query, 'n', 'topP', (x) => x > 0 && x <= 1),
    ...number(query, 'r', 'seed', (x) => Number.isInteger(x) && x >= 0 && x < 2 ** 32),
  };
}

function number<K extends keyof LinkState>(
  query: URLSearchParams,
  key: string,
  name: K,
  makesSense: (x: number) => boolean,
): { [k in K]?: number } {
  const text = query.get(key);
  const value = Number(text);
  if (text === null || text.trim() === '' || !makesSense(value)) return {};
  return { [name]: value } as { [k in K]?: number };
}
