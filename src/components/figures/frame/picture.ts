import { htmlShapes } from './html.ts';
import { newSvg, shape } from './shape.ts';

/** What an SVG needs to look the same away from the page's style sheets; all are attributes, too. */
const paintProperties = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'visibility',
  'display',
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'vector-effect',
  'image-rendering',
  'shape-rendering',
  'stop-color',
  'stop-opacity',
] as const;

/** Reads one resolved style property of an element; `getComputedStyle` in a browser. */
export type StyleOf = (element: Element, property: string) => string;

/**
 * Copies an SVG with every computed style written into it as attributes. Styles that equal the parent's
 * inherited value are left out; scripts and event handlers do not come along.
 */
export function inlineStyles(source: Element, styleOf: StyleOf): Element {
  const copy = source.cloneNode(true) as Element;
  paint(source, copy, new Map(), styleOf);
  return copy;
}

/** The properties that a child does not take from its parent, and what each is by itself. */
const neutral: Readonly<Record<string, string>> = {
  opacity: '1',
  display: 'inline',
  'dominant-baseline': 'auto',
  'vector-effect': 'none',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
};

function paint(
  source: Element,
  copy: Element,
  inherited: ReadonlyMap<string, string>,
  styleOf: StyleOf,
): void {
  const here = new Map(inherited);
  for (const name of copy.getAttributeNames()) {
    if (/^(on|data-|aria-|class$|style$|tabindex$|role$)/.test(name)) copy.removeAttribute(name);
  }
  for (const property of paintProperties) {
    const value = styleOf(source, property);
    const before = property in neutral ? neutral[property] : inherited.get(property);
    if (value !== '' && value !== before) copy.setAttribute(property, value);
    else copy.removeAttribute(property);
    here.set(property, value);
  }
  // A map's hint is drawn at a place of its own, by the style sheet alone.
  const transform = styleOf(source, 'transform');
  if (transform !== '' && transform !== 'none' && !source.hasAttribute('transform')) {
    copy.setAttribute('transform', aroundOrigin(transform, styleOf(source, 'transform-origin')));
  }

  const copies = [...copy.children];
  [...source.children].forEach((child, i) => {
    const twin = copies[i];
    if (!twin) return;
    const hidden =
      styleOf(child, 'display') === 'none' && !/^(defs|title|desc)$/i.test(child.tagName);
    if (/^(script|style)$/i.test(child.tagName) || hidden) twin.remove();
    else paint(child, twin, here, styleOf);
  });
}

/** Example: aroundOrigin('matrix(2, 0, 0, 1, 0, 0)', '5px 0px') → 'translate(5 0) matrix(…) translate(-5 0)' */
function aroundOrigin(transform: string, origin: string): string {
  const [x = 0, y = 0] = origin.split(' ').map((each) => parseFloat(each) || 0);
  return x === 0 && y === 0
    ? transform
    : `translate(${x} ${y}) ${transform} translate(${-x} ${-y})`;
}

/** A picture's SVG, and where on the page it stood. */
export interface Drawn {
  readonly svg: SVGElement;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/**
 * One SVG of all that an element shows: its canvases (as images), its SVGs and its HTML, each where it
 * stands. Returns null when nothing is drawn. Needs a browser: it measures.
 */
export function drawElement(element: Element): Drawn | null {
  const boxes: DOMRect[] = [];
  let pictures = 0;
  const shapes = htmlShapes(element, (picture) => {
    pictures++;
    boxes.push(picture.getBoundingClientRect());
    return partOf(picture);
  });
  if (shapes.length === 0) return null;
  // Around HTML the whole element is the frame, so that lines of text are not cut.
  if (shapes.length > pictures) boxes.push(element.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.right)) - left;
  const height = Math.max(...boxes.map((box) => box.bottom)) - top;
  const svg = newSvg(width, height);
  svg.append(shape('g', { transform: `translate(${-left} ${-top})` }, ...shapes));
  return { svg, left, width, height };
}

/** An SVG or a canvas of the page as a part of a picture, in the page's coordinates. */
function partOf(picture: Element): Element {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const part =
    picture instanceof HTMLCanvasElement ? imageOf(picture) : inlineStyles(picture, computed);
  for (const [name, value] of Object.entries({ x: left, y: top, width, height })) {
    part.setAttribute(name, String(value));
  }
  if (picture instanceof SVGElement) part.setAttribute('overflow', computed(picture, 'overflow'));
  return part;
}

function computed(element: Element, property: string): string {
  return getComputedStyle(element).getPropertyValue(property);
}

function imageOf(canvas: HTMLCanvasElement): SVGElement {
  return shape('image', {
    href: canvas.toDataURL('image/png'),
    preserveAspectRatio: 'none',
    'image-rendering': computed(canvas, 'image-rendering'),
  });
}
