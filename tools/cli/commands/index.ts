import type { Command } from '../command.ts';
import { generate } from './generate.ts';
import { helpAbout } from './help.ts';
import { modelList } from './model-list.ts';
import { modelVerify } from './model-verify.ts';
import { run } from './run.ts';
import { score } from './score.ts';
import { tokenize } from './tokenize.ts';

const working = [tokenize, run, generate, score, modelList, modelVerify];

export const commands: readonly Command[] = [...working, helpAbout(working)];
