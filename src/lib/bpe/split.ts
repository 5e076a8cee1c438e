/**
 * GPT-2's pre-tokenisation (openai/gpt-2 `src/encoder.py`): contractions, then runs of letters, of
 * numbers and of other signs, each with at most one space before it; merges never cross a piece:
 *
 *   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
 *
 * White space is Unicode's White_Space, as in the original's `regex` module. JavaScript's own \s
 * counts U+FEFF and misses U+0085, so a pattern with \s gives other ids for texts with those two.
 * Letters and numbers are those of the JavaScript engine's Unicode version. ` ?[A-Za-z]+(?!\p{L})`
 * is a case of ` ?\p{L}+`, named for speed: it makes English a third faster.
 */
const pattern =
  /'s|'t|'re|'ve|'m|'ll|'d| ?[A-Za-z]+(?!\p{L})| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/**
 * The pieces of a text, in order; joined they are the text again.
 * Example: split("Hello world, it's 2am") → ['Hello', ' world', ',', ' it', "'s", ' 2', 'am']
 */
export function split(text: string): string[] {
  return text.match(pattern) ?? [];
}
