/** What the service worker knows of the build that it belongs to; written into it by the build. */

export interface Manifest {
  /** Differs between two builds as soon as any file of theirs does. */
  readonly build: string;
  /** Differs as soon as any script or style does; each page names its own (`<meta name="build">`). */
  readonly code: string;
  /** The path that the site is under, with a slash at its end. */
  readonly base: string;
  /** What is fetched ahead: the course. Digests by path, without the base (`en/about/index.html`). */
  readonly course: Readonly<Record<string, string>>;
  /** What is kept when it passes by: the runtimes that not every browser uses. */
  readonly passing: Readonly<Record<string, string>>;
  /** Of all of `course`, uncompressed. */
  readonly bytes: number;
  /** The headers that the site is meant to have, for hosts that cannot send any. */
  readonly headers: readonly HeaderRule[];
}

export interface HeaderRule {
  /** `*` stands for anything. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The start of the SHA-256 of a file, as in a manifest. */
export async function digestOf(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The file that a path of the site is answered with; '' is the path of the root.
 * Example: fileOf('en/about/') → 'en/about/index.html'
 */
export function fileOf(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** The address that a file is asked for by: pages by their folder, as hosts want it. */
export function pathOf(file: string): string {
  return file.replace(/(^|\/)index\.html$/, '$1');
}

/** The headers of a path: of all rules that match, two values of one header joined, as hosts do. */
export function headersFor(rules: readonly HeaderRule[], path: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const rule of rules) {
    if (!matches(rule.path, path)) continue;
    for (const [name, value] of rule.headers)
      found[name] = found[name] === undefined ? value : `${found[name]}, ${value}`;
  }
  return found;
}

function matches(pattern: string, path: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(path);
}
