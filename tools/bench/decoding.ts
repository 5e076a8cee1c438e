/** Contenders in one page that write after the same prompt, in turns. */
import type { Page } from 'playwright';
import { call } from './browser.ts';
import type { Name } from './page/worker.ts';

export interface Race {
  /** Tokens before each new one, on average. */
  readonly context: number;
  readonly newTokens: number;
  readonly rounds: number;
}

/**
 * Milliseconds per new token of each contender, the first token of a round aside: it holds the time
 * for the prompt. One round more is run first and not counted.
 * Throws when contenders in float32 write different tokens.
 */
export async function race(
  page: Page,
  names: readonly Name[],
  { context, newTokens, rounds }: Race,
): Promise<ReadonlyMap<Name, readonly number[]>> {
  const prompt = text(context - Math.floor(newTokens / 2));
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  let expected: string | undefined;
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const { ids, ms } = await call(page, 'write', name, prompt, newTokens);
      if (round > 0) times.get(name)?.push(...ms.slice(1));
      if (name.endsWith('q8')) continue;
      expected ??= ids.join();
      if (ids.join() !== expected)
        throw new Error(`${name} writes ${ids.join()}, those before it ${expected}`);
    }
  return times;
}

/** Some ids that every model of the bench has, the same ones each time. */
export const text = (length: number): number[] =>
  Array.from({ length }, (_, i) => (i * 7919 + 13) % 997);
