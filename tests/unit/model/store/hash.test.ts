import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { sha256, sha256Here } from '#lib/model/store/hash.ts';

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('sha256Here(bytes) is SHA-256, at every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length: length + 1 }, (_, i) => i * 31 + length).subarray(1);
    expect(sha256Here(bytes), String(length)).toBe(expected(bytes));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      expect(sha256Here(bytes)).toBe(expected(bytes));
    }),
  );
});

test('sha256(bytes) is the same where the page has no crypto.subtle', async () => {
  const bytes = new TextEncoder().encode('abc');
  // FIPS 180-2, appendix B.1.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await sha256(bytes)).toBe(abc);
  vi.stubGlobal('crypto', {});
  try {
    expect(await sha256(bytes)).toBe(abc);
  } finally {
    vi.unstubAllGlobals();
  }
});
