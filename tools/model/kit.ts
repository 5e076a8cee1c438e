/** A class kit: the site and the weights in one zip, for any static file server, also offline. */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ModelError } from '../../src/lib/model/errors.ts';
import { shardFile, siteIndex, type SiteModel } from '../../src/lib/model/store/manifest.ts';
import { siteModels } from './site-models.ts';
import { readManifest } from './stored-directory.ts';
import { largestZip, writeZip, type ZipEntry } from './zip-file.ts';

export interface KitOptions {
  /** The built site. */
  readonly site: string;
  /** Folder of stored models, such as `public/models`. */
  readonly models: string;
  /** Names or folders of the models to pack; null: all that are there. */
  readonly only: readonly string[] | null;
  readonly out: string;
}

export interface Kit {
  readonly files: number;
  readonly bytes: number;
  readonly models: readonly string[];
}

/**
 * Writes the zip. Models are taken from their folder, not from the built site, so that it need not
 * be built again for them. Rejects with `not-found` when there is no built site or no such model.
 */
export async function writeKit({ site, models, only, out }: KitOptions): Promise<Kit> {
  if (!existsSync(join(site, 'index.html')))
    throw new ModelError('not-found', `no built site in ${site}: npm run build makes one`);
  const chosen = choose(await siteModels(models), only);
  const entries: ZipEntry[] = [{ name: 'vitrine/README.txt', text: readme(chosen) }];
  for (const path of await filesBelow(site)) {
    const name = relative(site, path).split(sep).join('/');
    if (!isStoredModel(name, site)) entries.push({ name: `vitrine/${name}`, path });
  }
  const text = `${JSON.stringify(siteIndex(chosen), null, 2)}\n`;
  entries.push({ name: 'vitrine/models/index.json', text });
  for (const { path } of chosen) {
    const { shards } = await readManifest(join(models, path));
    const files = ['manifest.json', ...new Set(shards.map(({ sha256 }) => shardFile(sha256)))];
    for (const file of files)
      entries.push({ name: `vitrine/models/${path}${file}`, path: join(models, path, file) });
  }
  const bytes = await sizeOf(entries);
  if (bytes > largestZip)
    throw new Error(`${bytes} bytes are too many for one zip: choose fewer models with --model`);
  await writeZip(out, entries, ['.bin', '.safetensors', '.png', '.woff2']);
  return {
    files: entries.length,
    bytes: (await stat(out)).size,
    models: chosen.map(({ id }) => id),
  };
}

function choose(there: readonly SiteModel[], only: readonly string[] | null): SiteModel[] {
  if (only === null) return [...there];
  return only.flatMap((wanted) => {
    const found = there.filter(({ name, path }) => name === wanted || path === `${wanted}/`);
    if (found.length > 0) return found;
    const known = there.map(({ name }) => name).join(', ') || 'none; model get stores one';
    throw new ModelError('not-found', `no model ${wanted} is stored; there are: ${known}`);
  });
}

/** A file of a stored model that a build has copied into the site, or the index of them. */
function isStoredModel(name: string, site: string): boolean {
  const [, folder] = /^models\/([^/]+)(\/|$)/.exec(name) ?? [];
  if (folder === undefined) return false;
  return folder === 'index.json' || existsSync(join(site, 'models', folder, 'manifest.json'));
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function sizeOf(entries: readonly ZipEntry[]): Promise<number> {
  let sum = 0;
  for (const entry of entries) sum += 'path' in entry ? (await stat(entry.path)).size : 0;
  return sum;
}

const readme = (models: readonly SiteModel[]): string => `Vitrine: GPT-2 behind glass

Unpack this, and serve the folder "vitrine" as the root of any web server. With Python:

    cd vitrine
    python3 -m http.server 8000

Then open http://localhost:8000/ in a current browser. No network is needed.

On other machines in the room, open http://ADDRESS:8000/ with the address of the machine that
serves. Browsers offer WebGPU, threads and lasting storage only over https and on localhost; over
plain http the model runs on one thread. So the quickest lesson has the folder on each machine.

解压后，用任意静态文件服务器把 "vitrine" 文件夹作为网站根目录即可，例如：

    cd vitrine
    python3 -m http.server 8000

然后用新版浏览器打开 http://localhost:8000/ ，不需要联网。
教室里的其他电脑可以打开 http://服务器地址:8000/ 。浏览器只在 https 和 localhost 上提供
WebGPU、多线程和持久存储；用普通 http 时模型以单线程运行，所以最快的办法是每台电脑各解压一份。

Models / 模型: the teaching model${models.map(({ name, dtype }) => `, ${name} (${dtype})`).join('')}
`;
