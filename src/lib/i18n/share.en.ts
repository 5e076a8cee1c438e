/** Saving, embedding and citing. */
export const shareEn = {
  'embed.colon': ': ',
  'embed.from': 'From Vitrine, {from}',
  'embed.oneThread':
    'In this frame a model without WebGPU computes on one thread; on its own page it has more.',
} as const;
