/** What a page's address says of the model that its figures compute with: `?model=ID&backend=wasm`. */
import type { BackendChoice } from '../model/backends.ts';

/** The stored model that an address asks for; null for the teaching model. */
export function askedModel(href: string): string | null {
  return new URL(href).searchParams.get('model') || null;
}

/** The backend that an address asks for; `auto` where it names none that there is. */
export function askedBackend(href: string): BackendChoice {
  const backend = new URL(href).searchParams.get('backend');
  return backend === 'wasm' || backend === 'webgpu' ? backend : 'auto';
}

/**
 * The same address with another model; what else it holds stays.
 * Example: withModel('http://x/en/?model=a&backend=wasm#map', null) → 'http://x/en/?backend=wasm#map'
 */
export function withModel(href: string, id: string | null): string {
  const url = new URL(href);
  if (id === null) url.searchParams.delete('model');
  else url.searchParams.set('model', id);
  return url.href;
}

/** The same address with a theme for the visit. */
export function withTheme(href: string, theme: 'light' | 'dark'): string {
  const url = new URL(href);
  url.searchParams.set('theme', theme);
  return url.href;
}

/** The same address with another fragment, given without its #. */
export function withHash(href: string, hash: string): string {
  const url = new URL(href);
  url.hash = hash;
  return url.href;
}
