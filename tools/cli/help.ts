const COMMANDS: Readonly<Record<string, string>> = {
  tokenize: `vitrine tokenize TEXT [--model NAME|DIR] [--allow-special] [--json]
  TEXT as token ids: GPT-2's own 50,257, or those of a model. "-" reads standard input.
`,
  run: `vitrine run TEXT | --ids 1,2,3 [--model NAME|DIR] [--bos] [--allow-special]
            [--capture NAME,NAME|all] [--edit JSON|@FILE] [--save FILE.safetensors] [--json]
  One forward pass and the ten likeliest next tokens. The file holds the logits [T, V] and every
  captured activation under TransformerLens's names. --edit may be given several times.
`,
  generate: `vitrine generate TEXT | --ids 1,2,3 [--model NAME|DIR] [--bos] [--allow-special]
                 [--max-new-tokens 40] [--strategy greedy|sample] [--temperature T] [--top-k K]
                 [--top-p P] [--seed N] [--edit JSON|@FILE] [--json]
  Writes on. "ids" and "text" hold the prompt too; "logprobs" are those of the new tokens under the
  model itself.
`,
  model: `vitrine model list [--json]
vitrine model verify [NAME|DIR] [--json]
  Models at hand; and the self-check of one against stored values of an independent implementation.
`,
};

/** The help of one command, or of all. */
export function help(command: string): string {
  return COMMANDS[command] ?? Object.values(COMMANDS).join('\n');
}
