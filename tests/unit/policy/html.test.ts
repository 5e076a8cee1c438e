import { expect, test } from 'vitest';
import { replaceAttribute, rewriteTags, startTags } from '../../../tools/policy/html.ts';

test('start tags are found with their attributes, in every form that HTML allows', () => {
  const [div, input] = startTags(`<DIV Class="a&quot;b" title='>' hidden><input value=x&#38;y>`);
  expect(div?.name).toBe('div');
  expect([...(div?.attributes ?? [])]).toEqual([
    ['class', 'a"b'],
    ['title', '>'],
    ['hidden', ''],
  ]);
  expect(input?.attributes.get('value')).toBe('x&y');
});

test('comments and the text of scripts, styles and text areas hold no tags', () => {
  const html = `<!-- <b style="x"> --><script>"<i>"</script><textarea><u></textarea><style>a>b{}</style><p>`;
  expect(startTags(html).map(({ name, text }) => [name, text])).toEqual([
    ['script', '"<i>"'],
    ['textarea', ''],
    ['style', 'a>b{}'],
    ['p', ''],
  ]);
});

test('what is not replaced stays byte by byte', () => {
  const html = `<!doctype html>\n<p class='a' >x &amp; y<br/>z</p><script> if (a < b && c > d) {} </script>`;
  expect(rewriteTags(html, () => null)).toBe(html);
  expect(rewriteTags(html, ({ source }) => source)).toBe(html);
  expect(rewriteTags(html, ({ name }) => (name === 'br' ? '<hr>' : null))).toBe(
    html.replace('<br/>', '<hr>'),
  );
});

test('custom elements around a tag are known, and closed', () => {
  const tags = startTags('<a-b><p><c-d><i></i></c-d><u></u></p></a-b><b></b>');
  expect(tags.map(({ name, within }) => `${name}:${within.join('>')}`)).toEqual([
    ...['a-b:', 'p:a-b', 'c-d:a-b', 'i:a-b>c-d', 'u:a-b', 'b:'],
  ]);
});

test('an attribute is replaced where it stands, not where its name stands in another', () => {
  const [tag] = startTags(`<a title='style="x"' STYLE="top:0" href=b>`);
  expect(tag && replaceAttribute(tag, 'style', 'data-s-k')).toBe(
    `<a title='style="x"' data-s-k href=b>`,
  );
});
