import { expect, test } from 'vitest';
import { outlineOf } from '#lib/outline/outline.ts';

test('an outline has the sections and the figures of a page, as words', () => {
  const html = `<h2 id="what">What &amp; <em>why</em></h2><p>…</p><h3 id="no">No</h3>
<astro-island><div class="figure-frame case s-1" id="cut" data-pagefind-ignore><figure><header>
<!--[--><h3 class="figure-title" id="cut-title"><span class="figure-number">Figure 2.1</span> Cut<a
class="anchor" href="#cut">#</a></h3></header></figure></div></astro-island>
<div class="figure-frame case" id="wide"><h2 class="figure-title" id="wide-title">Wide</h2></div>
<section><h2 id="references">References</h2></section><h2>none</h2>`;
  expect(outlineOf(html)).toEqual({
    sections: [
      { id: 'what', text: 'What & why' },
      { id: 'references', text: 'References' },
    ],
    figures: [
      { id: 'cut', text: 'Figure 2.1 Cut' },
      { id: 'wide', text: 'Wide' },
    ],
  });
  expect(outlineOf('')).toEqual({ sections: [], figures: [] });
});
