/**
 * The colours of a heat map: the site's sequential scale, `--seq-0` to `--seq-8`, as numbers that a
 * canvas can use. Lightness changes steadily from one end to the other, so that it reads without
 * colour as well. Zero is the ground of the page in both themes: nothing looks like nothing.
 */

export type Theme = 'light' | 'dark';

type Rgb = readonly [number, number, number];

/** The colours from no weight to full weight; between them OKLab is interpolated. */
export const COLOUR_STOPS: Readonly<Record<Theme, readonly string[]>> = {
  light: [
    ...['#fcfdfd', '#d5efe3', '#a4dcc3', '#62c4b3', '#3aa5ac'],
    ...['#3484a5', '#3a639b', '#3c3f73', '#241531'],
  ],
  dark: [
    ...['#131b1a', '#1f2038', '#35305f', '#3d4f90', '#3578a3'],
    ...['#369dab', '#4bc2ad', '#9edebd', '#e4f7ea'],
  ],
};

/** The number of colours in a table. */
export const TABLE_SIZE = 256;

const tables = new Map<Theme, Uint8ClampedArray>();

/** The table of a theme: 256 colours of three bytes, [256 × 3], made once. */
export function colourTable(theme: Theme): Uint8ClampedArray {
  const made = tables.get(theme);
  if (made) return made;
  const table = new Uint8ClampedArray(TABLE_SIZE * 3);
  for (let i = 0; i < TABLE_SIZE; i++) table.set(mixAt(COLOUR_STOPS[theme], i / 255), i * 3);
  tables.set(theme, table);
  return table;
}

/** The table's colour for a level from 0 to 1, as `#rrggbb`. Levels outside are held to the ends. */
export function colourAt(theme: Theme, level: number): string {
  const at = tableIndex(level) * 3;
  const rgb = [...colourTable(theme).subarray(at, at + 3)];
  return `#${rgb.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Colours in CSS have so many steps: fewer than the table, so that a page has fewer rules, and no step is seen. */
const CSS_STEPS = 40;
const stepOf = (level: number): number =>
  Math.round(Math.min(Math.max(level || 0, 0), 1) * CSS_STEPS) / CSS_STEPS;

/** A CSS colour for a level that follows the page's theme without a script. */
export function cssColour(level: number): string {
  const step = stepOf(level);
  return `light-dark(${colourAt('light', step)}, ${colourAt('dark', step)})`;
}

/** A CSS text colour that can be read on `cssColour(level)` in both themes (contrast ≥ 4.5). */
export function cssTextColour(level: number): string {
  const step = stepOf(level);
  return `light-dark(${step > 0.65 ? '#ffffff' : '#000000'}, ${step > 0.515 ? '#000000' : '#ffffff'})`;
}

/** The row of the colour table for a level: 0 → 0, 1 → 255, anything that is no number → 0. */
export function tableIndex(level: number): number {
  return Math.round(Math.min(Math.max(level || 0, 0), 1) * (TABLE_SIZE - 1));
}

function mixAt(stops: readonly string[], level: number): Rgb {
  const place = level * (stops.length - 1);
  const left = Math.min(Math.floor(place), stops.length - 2);
  const from = toOklab(parse(stops[left] ?? '#000000'));
  const to = toOklab(parse(stops[left + 1] ?? '#000000'));
  const part = place - left;
  const mix = (a: number, b: number): number => a + (b - a) * part;
  return fromOklab([mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]);
}

function parse(hex: string): Rgb {
  const byte = (start: number): number => parseInt(hex.slice(start, start + 2), 16);
  return [byte(1), byte(3), byte(5)];
}

// Ottosson 2020, "A perceptual color space for image processing": the published matrices.
function toOklab(rgb: Rgb): Rgb {
  const linear = (byte: number): number => {
    const c = byte / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([L, a, b]: Rgb): Rgb {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const byte = (c: number): number =>
    Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
  return [
    byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
