/** One column of the lab: a strategy with its settings, and the texts that it has written. */
import { BadSetting, exportConfig, importConfig } from '../../sampling/index.ts';
import { branchOf, EMPTY, planOfTree, textOf, type PlannedTree, type Tree } from './branches.ts';
import { withMethod, without } from './methods.ts';
import { settingsOf, understand, type Field, type LabMethod, type Settings } from './settings.ts';
import type { Spread } from './spread.ts';
import type { Names } from './stored.ts';

/** Under which circumstances a column's texts were written. */
export interface Origin {
  /** The stored model's id; null for the teaching model. */
  readonly by: string | null;
  readonly promptIds: readonly number[];
  readonly seed: number;
  readonly count: number;
  readonly names: Names;
  /** They came with the site. */
  readonly stored: boolean;
  /** Of everything that the texts depend on. */
  readonly key: string;
}

/** Why a file was not taken, or what of it means nothing here. */
export interface Imported {
  readonly problem: 'not-json' | 'bad-value' | 'conflict' | null;
  /** The setting that is wrong, in kebab case. */
  readonly setting: string;
  /** Keys that change nothing here. */
  readonly unknown: readonly string[];
}

/** In a file these are the text's own; in the lab they are the same for all columns. */
const OF_THE_LAB = {
  maxNewTokens: 'max_new_tokens',
  maxLength: 'max_length',
  seed: 'seed',
} as const;

export class LabColumn {
  readonly id: number;
  settings: Settings = $state.raw({ drafts: {}, kept: {} });
  tree: Tree = $state.raw(EMPTY);
  /** Null until something has been written. */
  origin: Origin | null = $state.raw(null);
  /** How many of its texts are being written. */
  writing = $state(0);
  /** What went wrong in the writing, in the reader's language. */
  problem: string | null = $state(null);
  spread: Spread | null = $state.raw(null);
  /** Of everything that the spread depends on. */
  spreadKey = $state('');
  /** Branches of a link that are to be grown when the texts are there. */
  planned: PlannedTree | null = $state.raw(null);

  understood = $derived(understand(this.settings));
  usable = $derived('config' in this.understood ? this.understood : null);

  constructor(id: number, settings: Settings) {
    this.id = id;
    this.settings = settings;
  }

  /** Types into a field; '' takes the setting away. */
  type(field: Field, text: string): void {
    const rest = without(this.settings.drafts, [field]);
    const drafts = text === '' ? rest : { ...rest, [field]: text };
    this.settings = { ...this.settings, drafts };
  }

  choose(method: LabMethod): void {
    this.settings = { ...this.settings, drafts: withMethod(this.settings.drafts, method) };
  }

  /** Takes the settings of a GenerationConfig's JSON; where it makes no sense all stays as it was. */
  import(json: string): Imported {
    try {
      const { config, unknown } = importConfig(json);
      const others = Object.entries(OF_THE_LAB).flatMap(([name, key]) =>
        Object.hasOwn(config, name) ? [key] : [],
      );
      this.settings = settingsOf(config);
      return { problem: null, setting: '', unknown: [...unknown, ...others] };
    } catch (error) {
      if (!(error instanceof BadSetting)) throw error;
      return { problem: error.code, setting: error.setting, unknown: [] };
    }
  }

  /** The settings as a GenerationConfig's JSON; null while they make no sense. */
  export(maxNewTokens: number, badWordsIds: readonly (readonly number[])[]): string | null {
    if (this.usable === null) return null;
    const { config } = this.usable;
    const banned = badWordsIds.length === 0 ? {} : { badWordsIds };
    return exportConfig({ ...config, ...banned, maxNewTokens });
  }

  /** The branches as a link holds them; null where the text stands as it was written. */
  plan(): PlannedTree | null {
    return this.planned ?? planOfTree(this.tree);
  }

  /** All ids of a branch, prompt included. */
  idsOf(branch: number): number[] {
    const prompt = this.origin?.promptIds ?? [];
    return [...prompt, ...textOf(this.tree, branch).map(({ id }) => id)];
  }

  has(branch: number): boolean {
    return branchOf(this.tree, branch) !== null;
  }
}
