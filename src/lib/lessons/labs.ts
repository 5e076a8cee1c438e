/** The labs: the name that their words go by, their page, and the lesson that they belong to. */
export const labs = [
  { name: 'tokenizer', page: 'labs/tokenizer', lesson: 2 },
  { name: 'positions', page: 'labs/positions', lesson: 3 },
  { name: 'attention', page: 'labs/attention', lesson: 4 },
  { name: 'decoding', page: 'labs/decoding', lesson: 6 },
] as const;
