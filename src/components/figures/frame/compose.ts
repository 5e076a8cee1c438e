/** A whole figure as one picture that stands alone: title, picture, legend, caption, source. */
import { drawElement } from './picture.ts';
import { lettering, newSvg, shape } from './shape.ts';

export interface FigureParts {
  /** The figure on the page: its width, ground and letters are the picture's. */
  readonly frame: Element;
  readonly title: string;
  readonly picture: Element;
  readonly legend: Element | null;
  readonly caption: Element | null;
  /** Where the numbers are from, and the figure's address: a line each. */
  readonly source: readonly string[];
  /** What is said of it to those who cannot see it. */
  readonly description: string;
}

const MARGIN = 16;

/** One piece of a picture: how high it is, and what it is at a height. */
interface Row {
  readonly height: number;
  readonly draw: (top: number) => Element;
}

/**
 * The picture with its size in CSS pixels; null when the figure shows nothing. Needs a browser: it
 * measures.
 */
export function composeFigure(
  parts: FigureParts,
): { svg: SVGElement; width: number; height: number } | null {
  const { frame, title, source } = parts;
  const picture = drawElement(parts.picture);
  if (!picture) return null;
  const box = frame.getBoundingClientRect();
  const width = Math.max(box.width, picture.width + 2 * MARGIN);
  const style = getComputedStyle(frame);
  const heading = frame.querySelector('.figure-title') ?? frame;
  const mark = frame.querySelector('.mark') ?? frame;
  const rows = [
    ...textRows(title, getComputedStyle(heading), width),
    drawn(picture, box.left),
    ...[parts.legend, parts.caption].map((each) => {
      const whole = each && isShown(each) ? drawElement(each) : null;
      return whole ? drawn(whole, box.left) : null;
    }),
    ...source.flatMap((line) => textRows(line, getComputedStyle(mark), width)),
  ].filter((row) => row !== null);

  const height = rows.reduce((sum, row) => sum + row.height, 0) + MARGIN;
  const svg = newSvg(width, height);
  svg.setAttribute('lang', frame.closest('[lang]')?.getAttribute('lang') ?? '');
  svg.append(
    text('title', title),
    text('desc', parts.description),
    shape('rect', { width: '100%', height: '100%', fill: style.backgroundColor }),
  );
  let top = 0;
  for (const row of rows) {
    svg.append(row.draw(top));
    top += row.height;
  }
  return { svg, width, height };
}

/** The text of an SVG file. */
export function svgFile(svg: SVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

function drawn(
  { svg, left, height }: { svg: SVGElement; left: number; height: number },
  origin: number,
): Row {
  return {
    height: height + MARGIN / 2,
    draw(top) {
      svg.setAttribute('x', String(Math.max(left - origin, 0)));
      svg.setAttribute('y', String(top + MARGIN / 4));
      return svg;
    },
  };
}

/** Something of a size that can be seen, not one that only screen readers find. */
function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

function text(name: string, content: string): SVGElement {
  const element = shape(name, {});
  element.textContent = content;
  return element;
}

/** A paragraph that breaks at the picture's margins. */
function textRows(content: string, style: CSSStyleDeclaration, width: number): Row[] {
  const size = parseFloat(style.fontSize);
  return wrap(content, widthIn(style), width - 2 * MARGIN).map((line, i) => {
    const before = i === 0 ? size * 0.6 : 0;
    return {
      height: size * 1.4 + before,
      draw: (top) =>
        lettering(
          line,
          { font: style, fill: style.color },
          { x: MARGIN, y: top + before + size * 1.1 },
        ),
    };
  });
}

/** How wide a text is in a style, in CSS pixels. */
function widthIn(style: CSSStyleDeclaration): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (line) => line.length * parseFloat(style.fontSize);
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return (line) => context.measureText(line).width;
}

/**
 * Breaks a text into lines that are no wider than `most`, between words where there are any: Chinese may
 * break anywhere but before closing punctuation, an address after a slash.
 */
export function wrap(content: string, measure: (text: string) => number, most: number): string[] {
  const pieces =
    content.match(
      /[\u3000-\u9fff\uff00-\uffef][，。、；：！？）》」』]*|[^\s/\u3000-\u9fff\uff00-\uffef]+\/?\s*|[\s/]+/gu,
    ) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measure((line + piece).trimEnd()) > most) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}
