import { parseArgs } from 'node:util';
import { common, jsonOption, type Command } from '../command.ts';
import { knownModels, type KnownModel } from '../models/find.ts';
import { withModel } from '../models/open.ts';
import { columns } from '../table.ts';

interface Entry extends KnownModel {
  readonly parameters: number | null;
  /** As stored; the engine computes in float32. */
  readonly dtype: string | null;
  /** Why the model cannot be opened; null when it can. */
  readonly problem: string | null;
}

export const modelList: Command = {
  name: 'model list',
  summary: 'the models that are here',
  usage: '[options]',
  options: [jsonOption],
  notes: `Embedded models come with the project. \`npm run model -- get REPO\` stores others for the site and
for here. Your own go, a directory each, into models/ in the project's folder, or into the folder
that the variable VITRINE_MODELS names.
--json gives models: name, parameters, dtype (as stored), path, embedded, problem.`,

  async run(args) {
    const { values } = parseArgs({ args: [...args], options: common });
    const models: Entry[] = [];
    for (const model of await knownModels()) models.push(await describe(model));
    const rows = models.map(({ name, parameters, dtype, path, embedded, problem }) => [
      name,
      parameters === null ? '-' : parameters.toLocaleString('en'),
      dtype ?? '-',
      embedded ? 'embedded' : 'local',
      problem === null ? path : `${path} (${problem})`,
    ]);
    const lines = columns([['name', 'parameters', 'dtype', '', 'path'], ...rows], [1]);
    return {
      asJson: values.json === true,
      json: { models },
      text: lines.map((line) => `${line}\n`).join(''),
    };
  },
};

async function describe(model: KnownModel): Promise<Entry> {
  try {
    return await withModel(model.path, ({ files: { parameters }, dtype }) =>
      Promise.resolve({ ...model, parameters, dtype, problem: null }),
    );
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ...model, parameters: null, dtype: null, problem };
  }
}
