/** The boxes of a lesson as the server draws them: whole without a script. */
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import Misconception from '#components/lesson/Misconception.astro';
import Predict from '#components/lesson/Predict.astro';
import TryThis from '#components/lesson/TryThis.astro';

const container = await AstroContainer.create();

type Drawn = Parameters<typeof container.renderToString>;

async function draw(component: Drawn[0], options: Drawn[1]): Promise<Document> {
  const html = await container.renderToString(component, options);
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document;
}

describe('<Predict question options answer>', () => {
  const props = { lang: 'en', question: 'What is `2 + 2`?', options: ['3', '`4`', '5'], answer: 1 };
  const slots = { default: '<p>Count.</p>' };

  test('asks with buttons, and keeps answer and explanation in a closed <details>', async () => {
    const page = await draw(Predict, { props, slots });
    const options = [...page.querySelectorAll('button[data-option]')];
    expect(options).toHaveLength(3);
    for (const option of options) {
      expect(option.getAttribute('type')).toBe('button');
      expect(option.getAttribute('aria-pressed')).toBe('false');
      expect(option.querySelector('.verdict')?.hasAttribute('hidden')).toBe(true);
    }
    const details = page.querySelector('details');
    expect(details?.hasAttribute('open')).toBe(false);
    expect(details?.textContent).toMatch(/4[\s\S]*Count\./);
    expect(page.querySelector('[role=status]')?.textContent).toBe('');
  });

  test('knows which option is right, and says it in either language', async () => {
    const page = await draw(Predict, { props: { ...props, lang: 'zh' }, slots });
    const box = page.querySelector('vitrine-predict');
    expect(box?.getAttribute('data-answer')).toBe('1');
    expect(box?.getAttribute('data-said-wrong')).toBe('不是这个。答案是：4');
    const verdicts = [...page.querySelectorAll('.verdict')].map(({ textContent }) =>
      textContent.trim().charAt(0),
    );
    expect(verdicts).toEqual(['✗', '✓', '✗']);
  });

  test('writes what stands between backticks as code', async () => {
    const page = await draw(Predict, { props, slots });
    expect(page.querySelector('.question code')?.textContent).toBe('2 + 2');
    expect(page.querySelector('[data-option="1"] code')?.textContent).toBe('4');
  });

  test('refuses an answer that is no option', async () => {
    await expect(draw(Predict, { props: { ...props, answer: 3 }, slots })).rejects.toThrow(
      'no option 3',
    );
  });
});

test('<TryThis> and <Misconception> say what they are', async () => {
  const slots = { default: '<p>Do it.</p>' };
  const tried = await draw(TryThis, { props: { lang: 'zh' }, slots });
  expect(tried.querySelector('[role=note]')?.getAttribute('aria-label')).toBe('动手试试');
  const heard = await draw(Misconception, { props: { lang: 'en', claim: 'It thinks' }, slots });
  expect(heard.querySelector('.claim')?.textContent).toBe('“It thinks”');
  expect(heard.querySelector('[role=note]')?.textContent).toContain('Do it.');
});
