import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Tokenizer } from '../../../src/lib/bpe/index.ts';
import { openInNode } from '../../../src/lib/model/node.ts';
import { exportConfig } from '../../../src/lib/sampling/index.ts';
import { CliError, reasonOf } from '../cli-error.ts';
import { common, jsonOption, modelOption, type Command } from '../command.ts';
import { editHelp, readEdits } from '../edits.ts';
import { settingHelp, settingOptions } from '../generation/flags.ts';
import { readSettings, type Settings } from '../generation/read-settings.ts';
import { write as writeTexts, type WrittenText } from '../generation/write.ts';
import { withModel } from '../models/open.ts';
import { hasToken, promptHelp, promptOptions, readPrompt, textOf } from '../prompt.ts';
import { userPath } from '../user-path.ts';

const options = {
  ...common,
  ...promptOptions,
  ...settingOptions,
  model: { type: 'string' },
  edit: { type: 'string', multiple: true },
} as const;

export const generate: Command = {
  name: 'generate',
  summary: 'lets the model write on',
  usage: 'TEXT [options]',
  options: [
    ...promptHelp,
    [modelOption[0], `${modelOption[1]}; default: teaching`],
    ...settingHelp,
    editHelp,
    jsonOption,
  ],
  notes: `TEXT - is standard input, taken as it is. Without --json a single text is printed as it is written;
beams are printed when the search is over. What has no effect, and why, is said on standard error.
--json gives ids and text (prompt and continuation), logprobs (of the new tokens, under the model
itself), prompt_ids, new_ids, model, backend, dtype, strategy, stopped and notes; where there may be
several texts also sequences, the best first, with their score.`,

  async run(args, write) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const settings = await readSettings(values);
    const prompt = await readPrompt(positionals, values);
    const edits = await readEdits(values.edit);
    await saveConfig(values['save-generation-config'], settings);
    return withModel(values.model, async ({ files, tokenizer, ...rest }) => {
      const ids = prompt({ files, tokenizer, ...rest });
      const engine = await openInNode(files);
      const asJson = values.json === true;
      const stream = asJson || areSeveral(settings) ? null : streamTo(write, tokenizer);
      let began = false;
      const begin = (): void => {
        if (!began) for (const id of ids) stream?.(id);
        began = true;
      };
      const texts = await writeTexts(engine, ids, settings, edits, (id) => {
        begin();
        stream?.(id);
      });
      begin();
      stream?.(null);
      await engine.release();
      const { backend, dtype } = engine.info;
      const notes = [...settings.notes, ...texts.flatMap(endNote)];
      const [best] = texts;
      const json = {
        ids: best?.ids,
        text: textOf(tokenizer, best?.ids ?? []),
        logprobs: best?.logprobs,
        prompt_ids: ids,
        new_ids: best?.newIds,
        ...{ model: files.name, backend, dtype, strategy: settings.method },
        stopped: best?.stopped,
        ...(areSeveral(settings)
          ? { sequences: texts.map((text) => sequence(text, tokenizer)) }
          : {}),
        notes,
      };
      const text = stream === null ? printed(texts, tokenizer) : '\n';
      return { asJson, json, text, notes };
    });
  },
};

/** Whether the texts are there only when all is over, in an order. */
const areSeveral = ({ method, bestOf }: Settings): boolean =>
  method.includes('beam') || bestOf !== null;

/** With everything banned the text so far is kept: what happened, in one sentence. */
const endNote = ({ stopped, newIds }: WrittenText, i: number): string[] =>
  i === 0 && stopped === 'all banned'
    ? [`every token is banned after ${newIds.length} new ones: the text ends there (ease the bans)`]
    : [];

function sequence(text: WrittenText, tokenizer: Tokenizer | null): Record<string, unknown> {
  const { ids, newIds, logprobs, score, seed, stopped } = text;
  const logprob = logprobs.reduce((sum, one) => sum + one, 0);
  const scored = { logprobs, logprob, score, ...(seed === undefined ? {} : { seed }), stopped };
  return { ids, text: textOf(tokenizer, ids), new_ids: newIds, ...scored };
}

/** One text as it is; several below each other, each with its score. */
function printed(texts: readonly WrittenText[], tokenizer: Tokenizer | null): string {
  const shown = texts.map(({ ids }) => textOf(tokenizer, ids) ?? ids.join(' '));
  if (shown.length <= 1) return `${shown.join('')}\n`;
  return texts
    .map(({ score = NaN, stopped }, i) => {
      return `${i + 1}. score ${score.toFixed(4)}, ${stopped}\n${shown[i]}\n`;
    })
    .join('\n');
}

async function saveConfig(path: string | undefined, { config }: Settings): Promise<void> {
  if (path === undefined) return;
  try {
    await writeFile(userPath(path), exportConfig(config));
  } catch (cause) {
    throw new CliError(`cannot write ${path}: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * Writes tokens as whole characters: bytes wait for the rest of theirs. Call it with null at the
 * end. Ids are written in place of tokens where there is no tokenizer.
 */
function streamTo(
  write: (text: string) => void,
  tokenizer: Tokenizer | null,
): (id: number | null) => void {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let first = true;
  return (id) => {
    if (id === null) write(utf8.decode());
    else if (tokenizer === null) write(first ? String(id) : ` ${id}`);
    else if (hasToken(tokenizer, id))
      write(utf8.decode(tokenizer.tokenBytes(id), { stream: true }));
    first = false;
  };
}
