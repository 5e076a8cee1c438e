/**
 * Many small causal maps on one canvas. A map is side × side cells of 16 bits (65,535 is 1), a colour
 * one look-up in a table: a repaint of 144 maps of 128 cells a side takes milliseconds.
 */

/** Where the tiles stand on the canvas, in its pixels. */
export interface Sheet {
  readonly cols: number;
  readonly rows: number;
  /** Cells a side of each map. */
  readonly side: number;
  /** Pixels a side of each cell. */
  readonly zoom: number;
  /** Width of a tile; below it stands a strip in the colour of its score. */
  readonly tile: number;
  readonly strip: number;
  readonly gap: number;
  readonly width: number;
  readonly height: number;
}

/** Tiles of at least this many pixels, so that maps of a few tokens are not blurred when shown larger. */
const SMALLEST_TILE = 96;

/** The sheet for `count` maps in `cols` columns. */
export function sheetOf(count: number, cols: number, side: number): Sheet {
  const zoom = Math.max(1, Math.ceil(SMALLEST_TILE / Math.max(side, 1)));
  const tile = Math.max(side, 1) * zoom;
  const strip = Math.max(4, Math.round(tile / 14));
  const gap = Math.max(4, Math.round(tile / 14));
  const rows = Math.max(1, Math.ceil(count / cols));
  const [width, height] = [cols * (tile + gap) - gap, rows * (tile + strip + gap) - gap];
  return { cols, rows, side, zoom, tile, strip, gap, width, height };
}

/** The top left corner of a tile. */
export function cornerOf(
  { cols, tile, strip, gap }: Sheet,
  place: number,
): { readonly x: number; readonly y: number } {
  const [row, col] = [Math.floor(place / cols), place % cols];
  return { x: col * (tile + gap), y: row * (tile + strip + gap) };
}

/** Narrower tiles, in CSS pixels, are put into more rows. */
const NARROWEST = 46;

/** Tiles in a row of `room` CSS pixels: `cols`, or the half of it, or the half of that. */
export function columnsIn(room: number, cols: number): number {
  let shown = cols;
  while (shown > 2 && room / shown < NARROWEST) shown = Math.ceil(shown / 2);
  return shown;
}

/**
 * The width of a tile in CSS, in a container of any width: `columnsIn` before a script can measure.
 * Halving makes tiles wider, so the largest of those that the room asks for is the one.
 */
export function tileWidth(cols: number, { gap, tile }: Sheet): string {
  const width = (shown: number): string =>
    `${(100 / (shown + ((shown - 1) * gap) / tile)).toFixed(4)}cqi`;
  const widths = [width(cols)];
  for (let shown = cols; shown > 2; shown = Math.ceil(shown / 2)) {
    const half = width(Math.ceil(shown / 2));
    widths.push(`min(${half}, (${String(shown * NARROWEST)}px - 100cqi) * 999)`);
  }
  return `max(${widths.join(', ')})`;
}

/** One colour of `table` ([256 × 3] bytes) as a pixel of a canvas (little-endian RGBA). */
export function pixelOf(table: Uint8ClampedArray, level: number): number {
  const at = Math.round(Math.min(Math.max(level || 0, 0), 1) * 255) * 3;
  const [r = 0, g = 0, b = 0] = [table[at], table[at + 1], table[at + 2]];
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** The pixel of every 16-bit weight, [65,536]; `level` gives 0 to 1. */
export function pixelTable(
  level: (weight: number) => number,
  table: Uint8ClampedArray,
): Uint32Array {
  const palette = Uint32Array.from({ length: 256 }, (_, i) => pixelOf(table, i / 255));
  const pixels = new Uint32Array(65_536);
  for (let weight = 0; weight < pixels.length; weight++) {
    const at = Math.round(level(weight / 65_535) * 255);
    pixels[weight] = palette[at] ?? 0;
  }
  return pixels;
}

/**
 * Paints all tiles into the pixels of a canvas (width × height of the sheet). `thumbs[i]` stands at
 * place i, null leaves the place empty; above the diagonal nothing is painted. `strips[i]` is the
 * pixel of the strip, 0 for none.
 */
export function paintSheet(
  pixels: Uint32Array,
  sheet: Sheet,
  thumbs: readonly (Uint16Array | null)[],
  colours: Uint32Array,
  strips: ArrayLike<number> = [],
): void {
  pixels.fill(0);
  const { side, zoom, tile, strip, width } = sheet;
  for (const [place, thumb] of thumbs.entries()) {
    if (thumb === null) continue;
    const { x, y } = cornerOf(sheet, place);
    for (let row = 0; row < side; row++) {
      let to = (y + row * zoom) * width + x;
      const from = row * side;
      if (zoom === 1) {
        for (let col = 0; col <= row; col++) pixels[to++] = colours[thumb[from + col] ?? 0] ?? 0;
        continue;
      }
      const line = to;
      for (let col = 0; col <= row; col++, to += zoom)
        pixels.fill(colours[thumb[from + col] ?? 0] ?? 0, to, to + zoom);
      for (let copy = 1; copy < zoom; copy++)
        pixels.copyWithin(line + copy * width, line, line + (row + 1) * zoom);
    }
    for (let line = 1; line < strip; line++) {
      const from = (y + tile + line) * width + x;
      pixels.fill(strips[place] ?? 0, from, from + tile);
    }
  }
}

/** A map as SVG paths in units of cells, its stronger weights in three strengths: the server's drawing. */
export function thumbPaths(
  thumb: Uint16Array,
  side: number,
): { readonly d: string; readonly opacity: number }[] {
  return [0.08, 0.3, 0.6].flatMap((least, i, all) => {
    const most = all[i + 1] ?? Infinity;
    let d = '';
    for (let at = 0; at < thumb.length; at++) {
      const weight = (thumb[at] ?? 0) / 65_535;
      if (weight >= least && weight < most)
        d += `M${String(at % side)} ${String(Math.floor(at / side))}h1v1h-1z`;
    }
    return d === '' ? [] : [{ d, opacity: 0.35 + 0.3 * i }];
  });
}
