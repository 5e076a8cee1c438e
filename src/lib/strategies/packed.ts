/**
 * Logits as text, for a stored file: whole steps of 2⁻¹⁰ above the smallest logit, two bytes each,
 * little-endian, in base64. Over a range of at most 63 no logit is off by more than 2⁻¹¹.
 */

const STEP = 2 ** -10;

export interface PackedLogits {
  readonly least: number;
  readonly steps: string;
}

/** Logits [V] → packed. A RangeError where they are further apart than two bytes reach. */
export function packLogits(logits: Float32Array): PackedLogits {
  const least = logits.reduce((min, logit) => Math.min(min, logit), Infinity);
  const bytes = new Uint8Array(2 * logits.length);
  for (const [i, logit] of logits.entries()) {
    const step = Math.round((logit - least) / STEP);
    if (!(step >= 0 && step <= 0xffff)) throw new RangeError(`logit out of range: ${logit}`);
    bytes[2 * i] = step & 0xff;
    bytes[2 * i + 1] = step >> 8;
  }
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { least, steps: btoa(text) };
}

export function unpackLogits({ least, steps }: PackedLogits): Float32Array {
  const text = atob(steps);
  return Float32Array.from(
    { length: text.length / 2 },
    (_, i) => least + STEP * (text.charCodeAt(2 * i) + 256 * text.charCodeAt(2 * i + 1)),
  );
}
