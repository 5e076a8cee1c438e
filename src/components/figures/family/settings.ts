import type { MaskMark } from '#components/charts/MaskGrid.svelte';
import type { Lang } from '#lib/i18n/languages.ts';
import { bidirectionalMask, causalMask, encoderDecoderMask, type Mask } from '#lib/masks/masks.ts';

export const settingNames = ['bert', 'gpt', 'both'] as const;
export type SettingName = (typeof settingNames)[number];

/** One way to build a language model: its words, who sees whom, and what is asked for where. */
export interface Setting {
  readonly words: readonly string[];
  /** How many of the words the encoder reads; the rest are the decoder's. */
  readonly encoder: number;
  readonly mask: Mask;
  /** The word that each place has to give; '' where nothing is asked. */
  readonly asked: readonly string[];
}

const sentence = ['The', 'cat', 'sat', 'on', 'the', 'mat'];
const source = ['The', 'cat', 'sleeps'];
const target = { en: ['Le', 'chat', 'dort'], zh: ['猫', '在', '睡觉'] } as const;

/** The three settings, on a sentence of words that stand for tokens. */
export function settingOf(name: SettingName, lang: Lang): Setting {
  if (name === 'bert') {
    const blank = 2;
    return {
      words: sentence.with(blank, '[MASK]'),
      encoder: sentence.length,
      mask: bidirectionalMask(sentence.length),
      asked: sentence.map((word, i) => (i === blank ? word : '')),
    };
  }
  if (name === 'gpt') {
    return {
      words: sentence,
      encoder: 0,
      mask: causalMask(sentence.length),
      asked: [...sentence.slice(1), '.'],
    };
  }
  const written = target[lang];
  return {
    words: [...source, '<s>', ...written],
    encoder: source.length,
    mask: encoderDecoderMask(source.length, 1 + written.length),
    asked: [...source.map(() => ''), ...written, '</s>'],
  };
}

/** The mark of each cell: itself, seen in the same text, seen in the other text, or hidden. */
export function marksOf({ mask, encoder }: Setting): MaskMark[][] {
  return mask.map((row, i) =>
    row.map((sees, j) => {
      if (!sees) return 'hidden';
      if (i === j) return 'own';
      return encoder < mask.length && i >= encoder && j < encoder ? 'far' : 'seen';
    }),
  );
}
