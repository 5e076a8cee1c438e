import { banWords } from './badWords.ts';
import { penalizeFrequency, penalizePresence } from './frequency.ts';
import { banEnd } from './minLength.ts';
import { banRepeats } from './ngrams.ts';
import { endsOf, type ProcessorOptions, type TextSoFar } from './options.ts';
import { penalizeRepetition } from './repetition.ts';

type Processor = (logits: Float32Array, text: TextSoFar) => void;

/**
 * The logits after everything that depends on the text so far, in the order of Hugging Face's
 * `generate`: repetition penalty, frequency and presence penalty (not in theirs; here as in vLLM),
 * no-repeat n-grams, bad words, minimum length. The same array where nothing is asked for, else a new
 * one. A banned token has −∞.
 */
export function process(
  logits: Float32Array,
  options: ProcessorOptions,
  text: TextSoFar,
): Float32Array {
  const chain = processors(options);
  if (chain.length === 0) return logits;
  const processed = logits.slice();
  for (const change of chain) change(processed, text);
  return processed;
}

/** Each changes the logits in place. */
function processors(options: ProcessorOptions): Processor[] {
  const { repetitionPenalty: theta = 1, noRepeatNgramSize: n = 0, badWordsIds = [] } = options;
  const { frequencyPenalty: frequency = 0, presencePenalty: presence = 0 } = options;
  const { minLength = 0, minNewTokens = 0 } = options;
  const ends = endsOf(options.eosTokenId);
  const chain: Processor[] = [];
  if (theta !== 1) chain.push((z, { ids }) => penalizeRepetition(z, ids, theta));
  if (frequency !== 0) chain.push((z, text) => penalizeFrequency(z, written(text), frequency));
  if (presence !== 0) chain.push((z, text) => penalizePresence(z, written(text), presence));
  if (n !== 0) chain.push((z, { ids }) => banRepeats(z, ids, n));
  if (badWordsIds.length > 0) chain.push((z, { ids }) => banWords(z, ids, badWordsIds));
  if (minLength > 0)
    chain.push((z, { ids }) => banEnd(z, ends, { length: ids.length, least: minLength }));
  if (minNewTokens > 0)
    chain.push((z, text) => banEnd(z, ends, { length: written(text).length, least: minNewTokens }));
  return chain;
}

const written = ({ ids, promptLength }: TextSoFar): readonly number[] => ids.slice(promptLength);
