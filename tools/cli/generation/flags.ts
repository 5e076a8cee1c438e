/** The options of `generate` that are settings, under GenerationConfig's names in kebab case. */

export const DEFAULT_LENGTH = 40;

const text = { type: 'string' } as const;

export const settingOptions = {
  strategy: text,
  'generation-config': text,
  'save-generation-config': text,
  'max-new-tokens': text,
  'max-length': text,
  'do-sample': { type: 'boolean' },
  temperature: text,
  'top-k': text,
  'top-p': text,
  'min-p': text,
  'typical-p': text,
  'epsilon-cutoff': text,
  'eta-cutoff': text,
  'renormalize-logits': { type: 'boolean' },
  'repetition-penalty': text,
  'frequency-penalty': text,
  'presence-penalty': text,
  'no-repeat-ngram-size': text,
  'bad-words-ids': text,
  'min-length': text,
  'min-new-tokens': text,
  'eos-token-id': text,
  'penalty-alpha': text,
  'num-beams': text,
  'num-beam-groups': text,
  'diversity-penalty': text,
  'length-penalty': text,
  'early-stopping': text,
  'num-return-sequences': text,
  'best-of': text,
  seed: text,
} as const;

type Options = typeof settingOptions;
export type SettingValues = {
  readonly [K in keyof Options]?:
    (Options[K]['type'] extends 'boolean' ? boolean : string) | undefined;
};

export const settingHelp: readonly (readonly [option: string, meaning: string])[] = [
  ['--max-new-tokens N', `default ${DEFAULT_LENGTH}; <|endoftext|> ends the text earlier`],
  ['--max-length N', 'prompt and continuation together; --max-new-tokens wins'],
  [
    '--strategy NAME',
    'greedy, sample, beam or contrastive; default: what the settings below ask for, else greedy',
  ],
  ['--do-sample', 'draw; so does each of the next seven where there is one beam'],
  ['--temperature T', 'divides the logits; default 1'],
  ['--top-k K', 'draw from the K likeliest tokens; default all'],
  ['--top-p P', 'draw from the fewest tokens that together have the probability P; default 1'],
  ['--min-p M', 'draw from tokens at least M times as likely as the likeliest; default 0'],
  ['--typical-p P', 'draw from the tokens of nearly the expected surprise; default 1, all'],
  ['--epsilon-cutoff E', 'draw from tokens of at least this probability; default 0'],
  ['--eta-cutoff E', 'the same, with a bound that falls where the choice is open; default 0'],
  ['--renormalize-logits', 'logarithms of probabilities again after the cuts; matters to beams'],
  ['--repetition-penalty R', 'divides the logits of tokens that have been; default 1'],
  ['--frequency-penalty A', 'off for each time that a token was written; default 0'],
  ['--presence-penalty A', 'off once if a token was written; default 0'],
  ['--no-repeat-ngram-size N', 'no N tokens in a row twice; default 0, no ban'],
  ['--bad-words-ids JSON', 'never these tokens in a row: [[id, …], …]'],
  ['--min-length N', 'no end before N tokens, prompt included; default 0'],
  ['--min-new-tokens N', 'no end before N new tokens; default 0'],
  ['--eos-token-id ID|none', 'what ends the text, or ids as 1,2; default: the model’s'],
  ['--num-beams N', 'beam search with N texts at once; default 1, with --strategy beam 5'],
  ['--length-penalty A', 'beams are compared by their sum / length ** A; default 1, the mean'],
  ['--early-stopping WHEN', 'with as many ended texts as beams, stop: true, false or never'],
  ['--num-beam-groups N', 'groups of beams that differ; default 1'],
  ['--diversity-penalty A', 'off what earlier groups have just taken; default 0'],
  ['--num-return-sequences N', 'so many texts, the best first; default 1'],
  [
    '--penalty-alpha A',
    'contrastive search over the --top-k likeliest; with its strategy 0.6 and 4',
  ],
  ['--best-of N', 'draw N texts with the seeds --seed, --seed + 1, … and keep the likeliest'],
  ['--seed N', 'of the draws, 0 to 4294967295; default 0'],
  ['--generation-config FILE', 'a generation_config.json; what is given here wins over it'],
  ['--save-generation-config FILE', 'write the settings to such a file'],
];
