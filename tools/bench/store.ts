/** Opening a stored model of GPT-2 small's shape, to its first prediction. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { getModel } from '../model/get.ts';
import { folderName } from '../model/site-models.ts';
import { cacheFolder, call, launch, openTab, type Served } from './browser.ts';
import { ensureModel } from './models.ts';
import { atMost, median, reported, type Row } from './rows.ts';

const ROUNDS = 8;

export async function benchStore({ url }: Served): Promise<Row[]> {
  const folder = await ensureStored();
  const threads = Math.min(availableParallelism(), 4);
  const browser = await launch();
  try {
    const context = await browser.newContext();
    /** One call in a tab of its own: nothing is warm but the disk. */
    const fresh = async <T>(task: (page: Awaited<ReturnType<typeof openTab>>) => Promise<T>) => {
      const page = await openTab(context, url);
      const result = await task(page);
      await page.close();
      return result;
    };
    const id = await fresh((page) => call(page, 'keep', `${url}models/${folder}/manifest.json`));
    // the first opening checks the numbers, and those after it need not
    await fresh((page) => call(page, 'openStored', id, threads));
    const [bare, sessions, opened]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await fresh((page) => call(page, 'readBare', id)));
      sessions.push(await fresh((page) => call(page, 'createSessions', id, threads)));
      const { ms, steps } = await fresh((page) => call(page, 'openStored', id, threads));
      opened.push(ms);
      console.error(`opened in ${ms.toFixed(0)} ms`, steps);
    }
    return rows(bare, sessions, opened);
  } finally {
    await browser.close();
  }
}

function rows(bare: readonly number[], sessions: readonly number[], opened: readonly number[]) {
  const statistics = { min: (times: readonly number[]) => Math.min(...times), median };
  return Object.entries(statistics).flatMap(([statistic, of]): Row[] => {
    const [read, create, ours] = [of(bare), of(sessions), of(opened)];
    const allowed = 3 * read + create;
    const name = 'stored int8 GPT-2 small to its first prediction, against';
    return [
      reported(`bare read of its bytes (${statistic})`, 'ms', read),
      reported(`creation of its sessions (${statistic})`, 'ms', create),
      row(`${name} 3 · read + creation (${statistic})`, ours, allowed),
    ];
  });
}

function row(name: string, ours: number, peer: number): Row {
  const { at, bound } = atMost(1);
  const measured = ours / peer;
  const target = `${at === 'most' ? '≤' : '≥'} ${String(bound)}`;
  return { name, unit: 'ms', ours, peer, measured, target, passed: measured <= bound };
}

/** The random model in the stored form, beside it. */
async function ensureStored(): Promise<string> {
  await ensureModel('gpt2-small');
  const folder = folderName('gpt2-small', 'int8');
  if (!existsSync(join(cacheFolder, folder, 'manifest.json')))
    await getModel({
      ...{ repo: 'gpt2-small', from: join(cacheFolder, 'gpt2-small'), models: cacheFolder },
      ...{ revision: null, endpoint: null, dtype: 'int8' },
    });
  return folder;
}
