import { describe, expect, test } from 'vitest';
import { colourTable } from '#components/charts/colour.ts';
import {
  columnsIn,
  cornerOf,
  paintSheet,
  pixelOf,
  pixelTable,
  sheetOf,
  thumbPaths,
} from '#components/charts/thumbs.ts';

const table = colourTable('light');
const colours = pixelTable((x) => x, table);
const rgba = (pixel: number): number[] => [...new Uint8Array(new Uint32Array([pixel]).buffer)];

test('a pixel has the bytes that a canvas wants', () => {
  expect(rgba(pixelOf(table, 1))).toEqual([...table.subarray(765, 768), 255]);
  expect(rgba(pixelOf(table, 0))).toEqual([...table.subarray(0, 3), 255]);
  expect(pixelOf(table, NaN)).toBe(pixelOf(table, 0));
  expect(colours[65_535]).toBe(pixelOf(table, 1));
});

describe.each([2, 40, 128])('maps of %i cells a side', (side) => {
  const thumb = Uint16Array.from({ length: side * side }, (_, i) => (i * 997) % 65_536);
  const sheet = sheetOf(3, 2, side);

  test('every cell at or below the diagonal is painted, no other', () => {
    const pixels = new Uint32Array(sheet.width * sheet.height);
    const strip = pixelOf(table, 0.5);
    paintSheet(pixels, sheet, [thumb, null, thumb], colours, [strip, strip, 0]);
    for (const place of [0, 1, 2]) {
      const { x, y } = cornerOf(sheet, place);
      for (let row = 0; row < side; row++) {
        for (let col = 0; col < side; col++) {
          const [dx, dy] = [sheet.zoom - 1, (row + col) % sheet.zoom];
          const at = (y + row * sheet.zoom + dy) * sheet.width + x + col * sheet.zoom + dx;
          const wanted = place === 1 || col > row ? 0 : colours[thumb[row * side + col] ?? 0];
          expect(pixels[at]).toBe(wanted);
        }
      }
      const below = (y + sheet.tile + 1) * sheet.width + x;
      expect(pixels[below]).toBe(place === 0 ? strip : 0);
    }
  });

  test('no tile touches another, and all are on the sheet', () => {
    const corners = [0, 1, 2].map((place) => cornerOf(sheet, place));
    for (const { x, y } of corners) {
      expect(x + sheet.tile).toBeLessThanOrEqual(sheet.width);
      expect(y + sheet.tile + sheet.strip).toBeLessThanOrEqual(sheet.height);
    }
    expect((corners[1]?.x ?? 0) - sheet.tile).toBe(sheet.gap);
    expect((corners[2]?.y ?? 0) - sheet.tile - sheet.strip).toBe(sheet.gap);
  });
});

test('the server draws each weight from 0.08 on once', () => {
  const thumb = Uint16Array.from([0.5, 0, 0.07, 0.9].map((weight) => weight * 65_535));
  expect(thumbPaths(thumb, 2).map(({ d }) => d)).toEqual(['M0 0h1v1h-1z', 'M1 1h1v1h-1z']);
});

test('tiles that would be too narrow are put into twice as many rows', () => {
  const rooms = [552, 551, 276, 275, 138, 137, 10];
  expect(rooms.map((room) => columnsIn(room, 12))).toEqual([12, 6, 6, 3, 3, 2, 2]);
  expect([368, 367].map((room) => columnsIn(room, 8))).toEqual([8, 4]);
});
