/**
 * Our tokenizer against the two published ones that GPT-2's ranks are on npm with, on 1 MB of
 * English and 1 MB of Chinese. Cold: a tokenizer that has seen no text. Warm: the same text again.
 * The contenders take turns in every round. Alone: `node tools/bench/tokenizer.ts`.
 */
import { clearMergeCache, encode as encodeGptTokenizer } from 'gpt-tokenizer/encoding/r50k_base';
import { Tiktoken } from 'js-tiktoken/lite';
import gpt2Ranks from 'js-tiktoken/ranks/gpt2';
import { createTokenizer, gpt2Merges, type Tokenizer } from '#lib/bpe/index.ts';
import { atLeast, compare, markdown, type Row } from './rows.ts';
import { chineseText, englishText } from './tokenizerTexts.ts';

const rounds = 9;
const slowRounds = 2; // js-tiktoken needs seconds for a megabyte of Chinese
const notSpecial = { disallowedSpecial: new Set<string>() };

/** One row for each text, peer, state and statistic; stops if the contenders' ids differ. */
export async function benchTokenizer(): Promise<Row[]> {
  const merges = await gpt2Merges();
  const tiktoken = new Tiktoken(gpt2Ranks);
  const texts = { English: englishText(), Chinese: chineseText() };
  return Object.entries(texts).flatMap(([language, text]) => {
    let ours: Tokenizer;
    const contenders: Contenders = {
      oursCold: {
        prepare: () => (ours = createTokenizer({ merges })),
        encode: () => ours.encode(text),
      },
      oursWarm: { encode: () => ours.encode(text) },
      peerCold: { prepare: clearMergeCache, encode: () => encodeGptTokenizer(text, notSpecial) },
      peerWarm: { encode: () => encodeGptTokenizer(text, notSpecial) },
    };
    const { oursCold, oursWarm, peerCold, peerWarm } = interleave(contenders, rounds);
    const slow = interleave(
      {
        oursCold: contenders.oursCold,
        tiktoken: { encode: () => tiktoken.encode(text, [], []) },
      },
      slowRounds,
    );
    const name = `tokenizer, 1 MB ${language}`;
    return [
      ...rows(`${name}, cold, against gpt-tokenizer`, oursCold, peerCold),
      ...rows(`${name}, warm, against gpt-tokenizer`, oursWarm, peerWarm),
      ...rows(`${name}, cold, against js-tiktoken`, slow.oursCold, slow.tiktoken),
    ];
  });
}

interface Contender {
  /** What is not timed. */
  readonly prepare?: () => unknown;
  readonly encode: () => number[];
}

type Contenders = Record<'oursCold' | 'oursWarm' | 'peerCold' | 'peerWarm', Contender>;

/** Milliseconds of each contender in each round; the first round, which only warms the compiler, is not counted. */
function interleave<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  count: number,
): Record<Name, number[]> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  let expected: string | undefined;
  for (let round = 0; round <= count; round++) {
    for (const name of names) {
      contenders[name].prepare?.();
      const start = performance.now();
      const ids = contenders[name].encode();
      const ms = performance.now() - start;
      if (round > 0) times[name].push(ms);
      expected ??= ids.join();
      if (ids.join() !== expected) throw new Error(`other ids than the contenders before: ${name}`);
    }
  }
  return times;
}

const rows = (name: string, ours: readonly number[], peer: readonly number[]): Row[] =>
  compare(name, ours, peer, 'speed', atLeast(1));

if (import.meta.main) console.log(markdown(await benchTokenizer()));
