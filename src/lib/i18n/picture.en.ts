/** What a picture shows, said to those who do not see it. */
export const pictureEn = {
  'picture.map': '{rows} rows and {cols} columns. The strongest: {list}.',
  'picture.empty': '{rows} rows and {cols} columns, without numbers so far.',
  'picture.line': '{name}: from {y0} at {x0} to {y1} at {x1}',
  'picture.lowest': 'lowest {y} at {x}',
  'picture.highest': 'highest {y} at {x}',
} as const;
