/** What of a built site is kept on a reader's device. */
import { createHash } from 'node:crypto';
import type { HeaderRule, Manifest } from '../../src/offline/manifest.ts';

/** Digests as `digestOf` in src/offline makes them. */
export function digest(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** Runtimes for WebGPU: 17 and 27 MB, each of use to some browsers only. */
const PASSING = /^_astro\/ort-wasm-simd-threaded\.\w+-[\w-]+\.(wasm|mjs)$/;
/** Pages and what they are made of; the search index; the teaching model, but no other. */
const COURSE = [
  /^(en|zh)\/.*index\.html$/,
  /^(index|404)\.html$/,
  /^_astro\/.+\.(js|mjs|css|wasm|woff2|svg|png|json)$/,
  /^pagefind\//,
  /^models\/(index\.json|teaching\/[^/]+\.(json|txt|safetensors))$/,
  /^[\w-]+\.(svg|png|webmanifest)$/,
];

/** A mark of all code of a site: which scripts and styles there are, named after what is in them. */
export function codeOf(paths: Iterable<string>): string {
  const code = [...paths].filter((path) => /^_astro\/.+\.(m?js|css)$/.test(path));
  return digest(code.sort().join('\n'));
}

/** `files`: all of a site, by path. */
export function manifestOf(
  files: ReadonlyMap<string, Uint8Array>,
  base: string,
  headers: readonly HeaderRule[],
): Manifest {
  const course: Record<string, string> = {};
  const passing: Record<string, string> = {};
  let bytes = 0;
  for (const path of [...files.keys()].sort()) {
    const body = files.get(path);
    if (body === undefined) continue;
    if (PASSING.test(path)) passing[path] = digest(body);
    else if (COURSE.some((those) => those.test(path))) {
      course[path] = digest(body);
      bytes += body.byteLength;
    }
  }
  const code = codeOf(files.keys());
  const build = digest(JSON.stringify([course, passing, headers, base]));
  return { build, code, base, course, passing, bytes, headers };
}
