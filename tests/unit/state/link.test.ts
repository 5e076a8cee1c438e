import { expect, test } from 'vitest';
import { modelPage, openLink, PAGE, readPart } from '#lib/link/index.ts';
import { writeLink } from '#lib/state/link.ts';

test('writeLink(state) is a link to the model page', async () => {
  const link = writeLink({ prompt: 'a b', begin: true, layer: 2, topP: 0.9 });
  expect(link).toBe('v2?p=a+b&l=2&n=0.9');
  const opened = await openLink(link);
  if (opened.kind !== 'link') throw new Error(opened.kind);
  expect(readPart(modelPage, opened.parts.get(PAGE)).state).toEqual({
    ...{ prompt: 'a b', begin: true, layer: 2, topP: 0.9 },
    ...{ query: null, key: null, station: null },
  });
});
