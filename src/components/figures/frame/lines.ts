/** The lines of a piece of HTML text as SVG, where they stand on the page. */
import { lettering, shape, type Lettering } from './shape.ts';

export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line below text that means something, unlike that of a link. */
export interface Underline {
  readonly colour: string;
  readonly width: number;
}

/** The underline that an element gives to all text in it; null where it has none of its own. */
export function underlineOf(element: Element, style: CSSStyleDeclaration): Underline | null {
  if (!style.textDecorationLine.includes('underline') || element.matches('a')) return null;
  return {
    colour: style.textDecorationColor,
    width: parseFloat(style.textDecorationThickness) || 1,
  };
}

/** A text node's lines: stretches of characters that stand at the same height. Needs a browser. */
export function textLines(
  node: Text,
  style: CSSStyleDeclaration,
  clip: Edges,
  opacity: number,
  underline: Underline | null = null,
): SVGElement[] {
  const upright = !style.writingMode.startsWith('vertical');
  const lines = charactersOf(node, clip, upright);
  const set: Lettering = { font: style, fill: style.color, opacity };
  return lines
    .filter(({ text }) => text.trim() !== '')
    .flatMap(({ text, left, right, top, bottom }) => {
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const length = upright ? right - left : bottom - top;
      const written = style.textTransform === 'uppercase' ? text.toUpperCase() : text;
      const letters = lettering(written.replaceAll('\n', ' '), set, {
        ...(upright ? { x, y } : { transform: `translate(${x} ${y}) rotate(${turnOf(style)})` }),
        'text-anchor': 'middle',
        'dominant-baseline': 'central',
        // Another machine's font has other widths: the line keeps its place.
        ...([...text].length > 3 ? { textLength: length, lengthAdjust: 'spacingAndGlyphs' } : {}),
      });
      if (underline === null || !upright) return [letters];
      const below = { x: left, y: bottom - underline.width, width: right - left };
      const line = { ...below, height: underline.width, fill: underline.colour, opacity };
      return [letters, shape('rect', line)];
    });
}

/** Text on its side reads downwards, or, where it was turned around, upwards. */
function turnOf(style: CSSStyleDeclaration): number {
  return /^matrix\(-1,/.test(style.transform) ? -90 : 90;
}

interface Line extends Edges {
  readonly text: string;
}

function charactersOf(node: Text, clip: Edges, upright: boolean): Line[] {
  const lines: Line[] = [];
  const range = node.ownerDocument.createRange();
  const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(node.data);
  for (const { segment, index } of clusters) {
    range.setStart(node, index);
    range.setEnd(node, index + segment.length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const box = { left, right, top, bottom };
    if ((upright ? right - left : bottom - top) === 0 || !overlaps(box, clip)) continue;
    const line = lines.at(-1);
    const goesOn = line && Math.abs(upright ? line.top - top : line.left - left) < 2;
    if (line && goesOn) {
      lines[lines.length - 1] = { ...join(line, box), text: line.text + segment };
    } else lines.push({ ...box, text: segment });
  }
  return lines;
}

export function overlaps(box: Edges, clip: Edges): boolean {
  return (
    box.left < clip.right && box.right > clip.left && box.top < clip.bottom && box.bottom > clip.top
  );
}

/** What two boxes share. */
export function meet(a: Edges, b: Edges): Edges {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** The smallest box around two. */
export function join(a: Edges, b: Edges): Edges {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
