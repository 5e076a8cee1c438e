/**
 * Beam search on GPT-2 small in WebAssembly: a step of five beams, the search itself included, against
 * a step of greedy writing, in turns in one page.
 */
import type { Page } from 'playwright';
import { call, launch, openPage, type Served } from './browser.ts';
import { text } from './decoding.ts';
import { ensureModel } from './models.ts';
import { atMost, compare, type Row } from './rows.ts';

const BEAMS = 5;
const NEW_TOKENS = 12;
const ROUNDS = 5;

export async function benchBeams({ url }: Served): Promise<Row[]> {
  await ensureModel('gpt2-small');
  const browser = await launch();
  try {
    const page = await openPage(browser, url);
    await call(page, 'open', 'ours', 'gpt2-small', { backend: 'wasm', threads: 1 });
    return [...(await race(page, 40, 2.5)), ...(await race(page, 200, null))];
  } finally {
    await browser.close();
  }
}

async function race(page: Page, context: number, most: number | null): Promise<Row[]> {
  const prompt = text(context - NEW_TOKENS / 2);
  const [greedy, beams]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const one = await call(page, 'write', 'ours', prompt, NEW_TOKENS);
    const five = await call(page, 'writeBeams', prompt, NEW_TOKENS, BEAMS);
    if (round === 0) continue;
    // the first step has the time for the prompt in it, the second that for its copies
    greedy.push(...one.ms.slice(2));
    beams.push(...five.slice(2));
  }
  const name = `a step of ${String(BEAMS)} beams at ${String(context)}, against greedy`;
  return compare(name, beams, greedy, 'cost', most === null ? null : atMost(most));
}
