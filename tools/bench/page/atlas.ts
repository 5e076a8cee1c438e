/** Times of a repaint of the head atlas: the pixels of all thumbnails, and their way to the canvas. */
import { colourTable } from '#components/charts/colour.ts';
import { levelScale } from '#components/charts/level.ts';
import { paintSheet, pixelOf, pixelTable, sheetOf } from '#components/charts/thumbs.ts';
import { pool } from '#lib/heads/index.ts';
import { createRng } from '#lib/sampling/index.ts';

const HEADS = 144;
const COLUMNS = 12;
const rounds = 200;
const warmUp = 20;

/** Causal rows that sum to 1, T × T. */
function pattern(T: number, seed: number): Float32Array {
  const rng = createRng(seed);
  const weights = new Float32Array(T * T);
  for (let t = 0; t < T; t++) {
    const row = weights.subarray(t * T, t * T + t + 1);
    let sum = 0;
    for (let s = 0; s <= t; s++) sum += row[s] = rng() ** 6;
    for (let s = 0; s <= t; s++) row[s] = (row[s] ?? 0) / sum;
  }
  return weights;
}

/** Milliseconds of each repaint for texts of T tokens; linear and logarithmic colours take turns. */
function repaint(T: number): number[] {
  const thumbs = Array.from({ length: HEADS }, (_, i) => pool(pattern(T, i + 1), T));
  const side = Math.round(Math.sqrt(thumbs[0]?.length ?? 0));
  const sheet = sheetOf(HEADS, COLUMNS, side);
  const canvas = document.createElement('canvas');
  canvas.width = sheet.width;
  canvas.height = sheet.height;
  document.body.replaceChildren(canvas);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas in this browser');
  const table = colourTable('light');
  const scales = (['linear', 'log'] as const).map((scale) => levelScale({ scale }));
  const image = new ImageData(sheet.width, sheet.height);
  const pixels = new Uint32Array(image.data.buffer);
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round++) {
    const began = performance.now();
    const colours = pixelTable(scales[round % 2] ?? ((x) => x), table);
    const strips = Array.from({ length: HEADS }, (_, i) => pixelOf(table, (i + round) / HEADS));
    paintSheet(pixels, sheet, thumbs, colours, strips);
    context.putImageData(image, 0, 0);
    // Reading a pixel back waits until it is drawn.
    context.getImageData(0, 0, 1, 1);
    if (round >= warmUp) times.push(performance.now() - began);
  }
  return times;
}

Object.assign(globalThis, { repaint });
