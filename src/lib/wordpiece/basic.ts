/**
 * What BERT does to a text before WordPiece (`BasicTokenizer` of google-research/bert
 * `tokenization.py`, uncased): control characters go, Chinese characters stand alone, the rest is
 * cut at white space and at every punctuation mark; letters lose their case and their accents.
 */
const control = /[\0\ufffd]|(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;
const accents = /\p{Mn}/gu;
/** Every ASCII sign counts, also those that Unicode calls symbols, such as $ and ^. */
const punctuation = /([!-/:-@[-`{-~]|\p{P})/gu;
/** The CJK blocks of the original; Kana and Hangul are not among them. */
const chinese =
  /([\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b820}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}])/gu;

/** Example: basicTokens('HéLLo!how') → ['hello', '!', 'how'] */
export function basicTokens(text: string): string[] {
  return text
    .toWellFormed()
    .replace(control, '')
    .replace(chinese, ' $1 ')
    .toLowerCase()
    .normalize('NFD')
    .replace(accents, '')
    .replace(punctuation, ' $1 ')
    .split(/[\p{Zs}\t\n\r]+/u)
    .filter((word) => word !== '');
}
