/** What an address says of presenting: `?present` begins at the first slide, `?present=4` at the fourth. */

const PARAM = 'present';

/**
 * The slide that an address asks for, counted from 0; null when it asks for none. What is no number
 * begins at the first slide.
 * Example: askedSlide('http://x/?present=4') → 3
 */
export function askedSlide(href: string): number | null {
  const value = new URL(href).searchParams.get(PARAM);
  if (value === null) return null;
  return /^[1-9]\d{0,3}$/.test(value) ? Number(value) - 1 : 0;
}

/**
 * The same address at another slide, counted from 0, or outside the presenter; the rest stays.
 * Example: withSlide('http://x/?a=1#v1', 3) → 'http://x/?a=1&present=4#v1'
 */
export function withSlide(href: string, slide: number | null): string {
  const url = new URL(href);
  if (slide === null) url.searchParams.delete(PARAM);
  else url.searchParams.set(PARAM, String(slide + 1));
  return url.href;
}

/** The nearest slide that there is, of `count` (at least 1). */
export function clampSlide(slide: number, count: number): number {
  return Math.min(Math.max(slide, 0), count - 1);
}
