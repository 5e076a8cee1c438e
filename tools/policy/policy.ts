/** The Content-Security-Policy of pages and of workers. */
import { createHash } from 'node:crypto';
import { startTags } from './html.ts';

/** Hashes of what stands in the pages themselves, as in a policy: `'sha256-…'`. */
export interface Inline {
  readonly scripts: ReadonlySet<string>;
  readonly styles: ReadonlySet<string>;
}

/** `type`s of scripts that a browser runs or reads rules from; all others are data. */
const RUN = /^(|module|importmap|speculationrules|(text|application)\/(java|ecma)script)$/i;

/**
 * The hashes of all inline scripts and styles of some pages. All pages get the same list, since a
 * page that is opened by a link keeps the policy of the one before it.
 * Throws for what no hash can allow: handlers in attributes, `javascript:` addresses.
 */
export function inlineOf(pages: Iterable<string>): Inline {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  for (const page of pages) {
    for (const { name, attributes, source, text } of startTags(page)) {
      for (const [attribute, value] of attributes)
        if (/^on/.test(attribute) || /^\s*javascript:/i.test(value))
          throw new Error(`a script in an attribute: ${source}`);
      const type = (attributes.get('type') ?? '').trim();
      if (name === 'script' && !attributes.has('src') && RUN.test(type)) scripts.add(hash(text));
      if (name === 'style') styles.add(hash(text));
    }
  }
  return { scripts, styles };
}

/** `'sha256-…'` of a text as it stands between the tags. */
export function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * The policy of a page. All comes from our own server, and nothing is sent anywhere else: downloads
 * of a model that the reader asked for are the worker's. Pictures may be made in the page (`data:`,
 * `blob:`: exports of figures).
 */
export function pagePolicy({ scripts, styles }: Inline): string {
  return policy({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...[...scripts].sort()],
    'style-src': ["'self'", ...[...styles].sort()],
    'img-src': ["'self'", 'data:', 'blob:'],
    // The letters of formulas are within their style sheet.
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'frame-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  });
}

/**
 * The policy of a worker, which a browser takes from the headers of the worker's own file. The one that
 * holds the engine `downloads` models from the hub that the reader names: Hugging Face's, which sends on
 * to hosts that change, or any mirror, perhaps one in the same house. It has no document to change.
 */
export function workerPolicy(kind: 'downloads' | 'stays'): string {
  return policy({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'connect-src': kind === 'downloads' ? ["'self'", 'https:', 'http:'] : ["'self'"],
    'worker-src': ["'self'"],
  });
}

function policy(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
