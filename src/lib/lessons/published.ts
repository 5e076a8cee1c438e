/** The lessons that can be linked to, by number: the names of their files in content/lessons. */
export const publishedLessons: Readonly<Record<number, string>> = {
  0: '0-how-to-look',
  1: '1-what-gpt-is',
  2: '2-tokens',
  3: '3-positions',
  4: '4-attention',
  5: '5-block',
  6: '6-decoding',
};
