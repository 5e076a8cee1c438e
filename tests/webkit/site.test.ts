/** Lessons and labs in WebKit: every figure comes to life, nothing is too wide; and the model at work. */
import { By, Key, until } from 'selenium-webdriver';
import { expect, test } from 'vitest';
import { builtPages } from '../../tools/look/pages.ts';
import { asleep, useWebKit } from './webkit.ts';

const open = useWebKit();

/** Home, the lessons and the labs, one language and the other in turn. */
const pages = builtPages()
  .filter((address) => /^\/en\/($|lessons\/\d|labs\/.)/.test(address))
  .map((address, i) => (i % 2 === 0 ? address : address.replace('/en/', '/zh/')));

test.each(pages)('%s comes to life and fits its window', async (address) => {
  const browser = await open(address);
  expect(await asleep(browser)).toEqual([]);
  const over = await browser.executeScript(
    'return document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(over).toBe(0);
});

test('the model predicts and adds a token', async () => {
  const browser = await open('/en/model/');
  await browser.wait(until.elementLocated(By.css('#next [data-provenance="live"]')), 60_000);
  expect(await browser.findElement(By.css('[data-engine="backend"]')).getText()).toBe('WASM');
  const tokens = () => browser.findElements(By.css('#tokens [role="option"]'));
  const before = (await tokens()).length;
  await browser.findElement(By.css('[data-next]')).click();
  await browser.wait(async () => (await tokens()).length === before + 1, 60_000);
  expect(await browser.findElements(By.css('[data-bars] button'))).toHaveLength(20);
});

test('attention by numbers opens the reader’s own sentence', async () => {
  const browser = await open('/zh/lessons/4-attention/?backend=wasm');
  expect(await asleep(browser)).toEqual([]);
  const box = await browser.findElement(
    By.css('#by-numbers input[type="text"], #by-numbers textarea'),
  );
  await box.clear();
  await box.sendKeys('It was the best of times', Key.ENTER);
  await browser.wait(until.elementLocated(By.css('#by-numbers [data-provenance="live"]')), 60_000);
  expect(await browser.findElement(By.css('#by-numbers')).getText()).toContain('best');
});
