/** The texts that the stored figures on decoding begin with. */

export const PROMPT = 'Once upon a time there was a little girl who';

/** E. Nesbit, The Railway Children (1906), chapter IX. */
export const PASSAGE = [
  'There was a sound of splashing from the washhouse, and a partly washed boy put his head round the door.',
  '"Mother\'s a-changing of herself," he said.',
  '"Down in a minute," a voice sounded down the narrow, freshly scrubbed stairs.',
  'The children waited. Next moment the stairs creaked and Mrs. Perks came down, buttoning her bodice. Her hair was brushed very smooth and tight, and her face shone with soap and water.',
  "\"I'm a bit late changing, Miss,\" she said to Bobbie, \"owing to me having had a extry cleanup today, along o' Perks happening to name its being his birthday. I don't know what put it into his head to think of such a thing. We keeps the children's birthdays, of course; but him and me -- we're too old for suchlike, as a general rule.\"",
  '"We knew it was his birthday," said Peter, "and we\'ve got some presents for him outside in the perambulator."',
  'As the presents were being unpacked, Mrs. Perks gasped. When they were all unpacked, she surprised and horrified the children by sitting suddenly down on a wooden chair and bursting into tears.',
  '"Oh, don\'t!" said everybody; "Oh, please don\'t!" And Peter added, perhaps a little impatiently: "What on earth is the matter? You don\'t mean to say you don\'t like it?"',
].join('\n\n');

/** Prompts of which the flattest and the most peaked are shown. */
export const CANDIDATES: readonly string[] = [
  'Once upon a',
  'They walked side by',
  'It grew more and',
  'Both came at the same',
  'He went out in spite',
  'He got up early in order',
  'She laughed, and the King laughed too. She laughed, and the King',
  'There was not a moment to be lost. There was not a moment to be',
  'She shook her',
  'He shrugged his',
  'I beg your',
  'They lived happily ever',
  'He could not help',
  'For the first',
  'On the other',
  'From time to',
  'In the midst of',
  'By the light of the',
  'As soon as he had finished his',
  'I ate the pizza while it was still',
  'He opened his mouth to',
  'The King and the',
  'The woman worked as a',
  'The nice woman',
  'My name is',
  'They talked about',
  'The colour of his coat was',
  'There were many',
  'It smelled of',
  'In the box she found a',
  'He wrote a letter to',
  'I enjoy walking with my',
  'Next morning the',
];
