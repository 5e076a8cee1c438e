/** Where on the page a link opens: at the figure that was changed last, or one that it was made for. */
import { PAGE, type Part, type Parts } from './form.ts';

/** The page's own key for the id of a figure. */
const AT = 'at';
/** Figures that show what is set in another one, too. */
const SHARED: Readonly<Record<string, string>> = { 'head-views': 'head-atlas' };

/** The id of the figure where a link opens; null for the top of the page. */
export const placeOf = (parts: Parts): string | null => parts.get(PAGE)?.get(AT) ?? null;

/** The page's own part, but for the place. */
export function withoutPlace(page: Part | undefined): Map<string, string> {
  const rest = new Map(page);
  rest.delete(AT);
  return rest;
}

/** With another part, or, where it is empty, without one; opens at its figure. */
export function withPart(parts: Parts, id: string, part: Part): Parts {
  const page = withoutPlace(id === PAGE ? part : parts.get(PAGE));
  if (id !== PAGE && part.size > 0) page.set(AT, id);
  const others = [...parts].filter(([other]) => other !== PAGE && other !== id);
  if (id !== PAGE && part.size > 0) others.push([id, part]);
  return new Map([...(page.size > 0 ? [[PAGE, page] as const] : []), ...others]);
}

/**
 * What is set in a figure (and, in a lab, on the page; and in the figure whose state it shares), to open
 * at that figure; null for nothing.
 */
export function partsOf(parts: Parts, id: string): Parts | null {
  const own = [id, SHARED[id] ?? id].flatMap((name) => {
    const part = parts.get(name);
    return part ? [[name, part] as const] : [];
  });
  const page = withoutPlace(parts.get(PAGE));
  if (own.length === 0 && page.size === 0) return null;
  return new Map([[PAGE, page.set(AT, id)], ...own]);
}
