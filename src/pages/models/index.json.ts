/** `/models/index.json`: the stored models under public/models, which pages read to learn of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteIndex, siteModel } from '#lib/state/site-models.ts';

const FOLDER = 'public/models';

/** What `npm run model -- get` has put there, and nothing that is half there. */
export function GET(): Response {
  const models = readdirSync(FOLDER)
    .toSorted()
    .filter((name) => !name.endsWith('.part'))
    .map((name) => [name, join(FOLDER, name, 'manifest.json')] as const)
    .filter(([, manifest]) => existsSync(manifest))
    .map(([name, path]) =>
      siteModel(name, JSON.parse(readFileSync(path, 'utf8')) as Parameters<typeof siteModel>[1]),
    );
  return Response.json(siteIndex(models));
}
