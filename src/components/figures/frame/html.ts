/** HTML as SVG: what can be seen of it (grounds, borders, text, fields), where it stands. */
import { boxShapes } from './boxes.ts';
import { fieldShapes } from './fields.ts';
import { meet, overlaps, textLines, underlineOf, type Edges, type Underline } from './lines.ts';
import { pseudoShapes } from './pseudo.ts';

/** What tells how a picture is used, and belongs to no saved one. */
const LEFT_OUT =
  'a.anchor, .button, form, [data-not-saved], .no-print, details:not([open]), script, style, template';

/**
 * The shapes of an element's HTML in the page's coordinates, in the order in which they are painted.
 * Pictures in it (SVGs, canvases) are drawn by `drawn`; what is scrolled out of sight is left out. Needs
 * a browser: it measures.
 */
export function htmlShapes(
  root: Element,
  drawn: (picture: Element) => Element | null = () => null,
): Element[] {
  const shapes: Element[] = [];
  visit(root, root.getBoundingClientRect(), 1, null);
  return shapes;

  function visit(element: Element, clip: Edges, opacity: number, over: Underline | null): void {
    if (element.matches(LEFT_OUT) || !element.checkVisibility()) return;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const seen = style.visibility !== 'hidden';
    if (/^(svg|canvas)$/i.test(element.tagName)) {
      const part = seen && box.width > 0 && box.height > 0 ? drawn(element) : null;
      if (part) shapes.push(part);
      return;
    }
    if (style.display !== 'contents' && box.width <= 1 && box.height <= 1) return;
    const clear = opacity * Number(style.opacity);
    if (clear === 0) return;
    const inside = seen && element !== root && overlaps(box, clip);
    if (inside && style.display !== 'inline') shapes.push(...boxShapes(box, style, clear));
    else if (inside)
      for (const line of element.getClientRects()) shapes.push(...boxShapes(line, style, clear));
    if (/^(textarea|select|input|progress)$/i.test(element.tagName)) {
      if (inside) shapes.push(...fieldShapes(element, box, style, clear));
      return;
    }
    const line = underlineOf(element, style) ?? over;
    const inner = style.overflow === 'visible' ? clip : meet(box, clip);
    if (seen) shapes.push(...pseudoShapes(element, box, '::before', clear));
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child, inner, clear, line);
      else if (child instanceof Text && seen)
        shapes.push(...textLines(child, style, inner, clear, line));
    }
    if (seen) shapes.push(...pseudoShapes(element, box, '::after', clear));
  }
}
