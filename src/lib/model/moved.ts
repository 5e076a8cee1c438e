import { transfer } from 'comlink';

/** Typed arrays of a value that is sent; null for one that it does not have. */
export type Arrays = readonly (Float32Array | null)[];

/**
 * What is sent to another thread, with those of its arrays that the sender needs no more: they move.
 * Patterns of long texts are 100 MB, and a copy would hold the page up and be held twice. An array that is a
 * part of a larger buffer is copied all the same.
 */
export function moved<T extends object>(value: T, arrays: Arrays): T {
  const buffers = arrays.flatMap((array) =>
    array?.buffer instanceof ArrayBuffer && array.buffer.byteLength === array.byteLength
      ? [array.buffer]
      : [],
  );
  return transfer(value, [...new Set(buffers)]);
}
