/** Answers that need no model: each by the function that the lesson's figure uses. */
import { softmax64 } from '../attention/softmax.ts';
import { bestToy, searchToy, TOY_TREE } from '../beams/toy.ts';
import { normalise } from '../block/norms.ts';
import { createTrainer, readWords, wordsCorpus } from '../bpe/train/index.ts';
import { cacheBytes } from '../cost/cache.ts';
import { evenLength } from '../cost/work.ts';
import { causalMask } from '../masks/masks.ts';
import {
  blockShapes,
  publishedSizes,
  sizeOf,
  sumByPart,
  sumParameters,
  teachingSize,
  type Dimensions,
} from '../parameters/index.ts';
import { alibiBias, alibiSlopes, wavelength } from '../positions/index.ts';
import { softmax, topP } from '../sampling/index.ts';
import { SMALLEST, totals, zeroAfter } from '../scoring/index.ts';
import { entry, numberOf, numbersOf, textOf } from './given.ts';
import type { Given } from './types.ts';

const MIB = 2 ** 20;

/** `size`: teaching, small, medium, large or xl; or its own dimensions. */
function dimensions(given: Given): Dimensions {
  if (typeof given['size'] === 'string') {
    const { size } = given;
    if (size === 'teaching') return teachingSize;
    const found = publishedSizes.find(({ name }) => name === size);
    if (!found) throw new Error(`no GPT-2 of this size: ${size}`);
    return found;
  }
  const width = numberOf(given, 'width');
  return {
    n_layer: numberOf(given, 'layers'),
    n_head: numberOf(given, 'heads'),
    n_embd: width,
    n_inner: 4 * width,
    n_positions: numberOf(given, 'positions'),
    vocab_size: numberOf(given, 'vocabulary'),
  };
}

const rowTotal = (given: Given, name: string): number =>
  sumParameters(dimensions(given)).rows.find((row) => row.name === name)?.total ?? NaN;

const logs = (probabilities: readonly number[]): Float32Array =>
  Float32Array.from(probabilities, (p) => Math.log(p));

const FORMULAS: Readonly<Record<string, (given: Given) => number>> = {
  /** q · k / √d */
  'scaled-score': (given) => numberOf(given, 'score') / Math.sqrt(numberOf(given, 'width')),
  /** Weight number `at` of softmax(scores / √d). */
  'attention-weight': (given) => {
    const root = Math.sqrt(numberOf(given, 'width'));
    const scores = numbersOf(given, 'scores').map((score) => score / root);
    return softmax64(scores)[numberOf(given, 'at')] ?? NaN;
  },
  /** Scores that come out of a pass: one for each place and each token of the vocabulary. */
  'logits-out': (given) => numberOf(given, 'tokens') * dimensions(given).vocab_size,
  /** Pairs (looker, looked at) that a causal mask allows. */
  'visible-pairs': (given) => causalMask(numberOf(given, 'tokens')).flat().filter(Boolean).length,
  'parameters-millions': (given) => sumParameters(dimensions(given)).total / 1e6,
  /** 10⁹ bytes of all parameters. */
  'model-gigabytes': (given) =>
    (sumParameters(dimensions(given)).total * numberOf(given, 'bytes')) / 1e9,
  'position-parameters': (given) => rowTotal(given, 'wpe'),
  /** Weights of the two matrices of one MLP, in millions. */
  'mlp-weights-millions': (given) =>
    blockShapes(dimensions(given))
      .filter(([name]) => name.startsWith('mlp.') && name.endsWith('.weight'))
      .reduce((sum, [, shape]) => sum + sizeOf(shape), 0) / 1e6,
  /** The KV cache of a text, in MiB. */
  'cache-mebibytes': (given) =>
    cacheBytes(dimensions(given), numberOf(given, 'tokens'), numberOf(given, 'bytes')) / MIB,
  /** Tokens back at which attention takes as much work as all matrices. */
  'even-length': (given) => evenLength(dimensions(given)),
  /** How often the most frequent pair of neighbours occurs, ends of words counted. */
  'pair-count': (given) => {
    const corpus = wordsCorpus(readWords(textOf(given, 'words')));
    const next = createTrainer(corpus, { ties: 'first' }).next();
    return typeof next === 'string' ? 0 : next.count;
  },
  'utf8-bytes': (given) => new TextEncoder().encode(textOf(given, 'text')).length,
  /** Places until pair i of a sinusoid of this width has turned once. */
  wavelength: (given) => wavelength(numberOf(given, 'pair'), numberOf(given, 'width')),
  /** What ALiBi adds to a score over so many places, in head number `head` from 0. */
  'alibi-bias': (given) =>
    alibiBias(
      numberOf(given, 'distance'),
      0,
      alibiSlopes(numberOf(given, 'heads'))[numberOf(given, 'head')] ?? NaN,
    ),
  /** Number `at` of a vector after layer norm, without the learned scale and shift. */
  'layer-norm': (given) => normalise(numbersOf(given, 'vector'))[numberOf(given, 'at')] ?? NaN,
  /** Probability of token `at` when it is drawn at a temperature, in per cent. */
  'temperature-percent': (given) =>
    100 *
    (softmax(Float32Array.from(numbersOf(given, 'logits')), numberOf(given, 'temperature'))[
      numberOf(given, 'at')
    ] ?? NaN),
  /** How many of the tokens top-p keeps. */
  'nucleus-size': (given) =>
    topP(logs(numbersOf(given, 'probabilities')), numberOf(given, 'p')).filter(
      (logit) => logit > -Infinity,
    ).length,
  perplexity: (given) =>
    totals(numbersOf(given, 'probabilities').map((p) => ({ logprob: Math.log(p) }))).perplexity,
  /** Tokens of one probability until their product is 0 in float32. */
  'underflow-after': (given) =>
    zeroAfter(Math.log(numberOf(given, 'probability')), SMALLEST.float32),
};

const CHOICES: Readonly<Record<string, (given: Given) => string>> = {
  /** tables, attention, mlp or norms: where most parameters of a model are. */
  'largest-part': (given) => {
    const parts = Object.entries(sumByPart(sumParameters(dimensions(given))));
    return parts.reduce((best, part) => (part[1] > best[1] ? part : best))[0];
  },
  /** The text that a search with so many beams ends with on the toy tree, as `nice-woman`. */
  'toy-search': (given) =>
    searchToy(TOY_TREE, numberOf(given, 'beams')).at(-1)?.kept[0]?.words.join('-') ?? '',
  'toy-best': () => bestToy(TOY_TREE).words.join('-'),
};

export const isFormula = (name: string): boolean => Object.hasOwn(FORMULAS, name);

/** The number that a formula gives; throws for a formula or something given that is not there. */
export const computeNumber = (name: string, given: Given): number =>
  entry(FORMULAS, 'formula', name)(given);

/** The key of the right option. */
export const computeChoice = (name: string, given: Given): string =>
  entry(CHOICES, 'choice', name)(given);
