/**
 * The figures that other pages can embed, by the page that they are from: the figure's id, which is also
 * its address (`/embed/en/ID/`), and its component in src/components/figures.
 */
const byPage = {
  'lessons/0-how-to-look': { 'one-head': 'look/OneHead.svelte' },
  'lessons/1-what-gpt-is': {
    autoregression: 'parts/Autoregression.svelte',
    masks: 'family/MaskFigure.svelte',
    leak: 'family/LeakFigure.svelte',
    'forward-map': 'parts/ForwardMap.svelte',
    parameters: 'parts/ParameterCalculator.svelte',
    memory: 'parts/MemoryByDtype.svelte',
    growth: 'family/GrowthFigure.svelte',
    stages: 'family/StagesFigure.svelte',
  },
  'lessons/2-tokens': {
    'train-bpe': 'bpe/TrainBpe.svelte',
    bytes: 'tokens/ByteTable.svelte',
    pretokens: 'tokens/Pretokens.svelte',
    replay: 'tokens/ReplayMerges.astro',
    playground: 'tokens/TokenPlayground.astro',
    four: 'tokens/FourSegmentations.astro',
    languages: 'tokens/TokensPerCharacter.astro',
    find: 'tokens/FindToken.astro',
  },
  'lessons/3-positions': {
    neighbours: 'embeddings/Neighbours.svelte',
    'embedding-map': 'embeddings/EmbeddingMap.svelte',
    'bag-of-words': 'experiments/BagOfWords.svelte',
    'bag-in-model': 'experiments/BagInModel.svelte',
    sinusoids: 'positions/Sinusoids.svelte',
    rotation: 'positions/Rotation.svelte',
    'three-wishes': 'positions/ThreeWishes.svelte',
    'learned-positions': 'positions/LearnedPositions.svelte',
    'rope-alibi': 'positions/RopeAlibi.svelte',
    'position-experiments': 'experiments/PositionExperiments.svelte',
  },
  'lessons/4-attention': {
    'by-numbers': 'attention/ByNumbers.svelte',
    'why-sqrt': 'attention/WhySqrt.svelte',
    'two-matrices': 'attention/TwoMatrices.svelte',
    'many-heads': 'attention/ManyHeads.svelte',
    'dot-additive': 'attention/DotAdditive.svelte',
    'teacher-forcing': 'attention/TeacherForcing.svelte',
    'cross-attention': 'attention/CrossAttention.svelte',
    'head-atlas': 'heads/HeadAtlas.svelte',
    'head-views': 'heads/HeadViews.svelte',
    'not-explanation': 'causal/NotExplanation.svelte',
    'cache-animation': 'cache/CacheAnimation.svelte',
    'cache-race': 'cache/CacheRace.svelte',
    'cost-fit': 'cache/CostFit.svelte',
  },
  'lessons/5-block': {
    'residual-ledger': 'block/ResidualLedger.svelte',
    norms: 'block/Norms.svelte',
    'norm-depth': 'block/NormDepth.svelte',
    activations: 'block/Activations.svelte',
    neurons: 'block/Neurons.svelte',
    'logit-lens': 'lens/LogitLens.svelte',
    'where-work': 'block/WhereWork.svelte',
  },
  'lessons/6-decoding': {
    distribution: 'distribution/Distribution.svelte',
    underflow: 'distribution/Underflow.svelte',
    scoring: 'distribution/Scoring.svelte',
    'greedy-loops': 'loops/GreedyLoops.svelte',
    'beam-toy': 'beams/BeamToy.svelte',
    'beam-tree': 'beams/BeamTree.svelte',
    'ngram-blocking': 'loops/NgramBlocking.svelte',
    'temperature-morph': 'distribution/TemperatureMorph.svelte',
    'flat-peaked': 'distribution/FlatPeaked.svelte',
    cuts: 'strategies/Cuts.svelte',
    penalties: 'strategies/Penalties.svelte',
    contrastive: 'strategies/Contrastive.svelte',
    'warper-order': 'strategies/Order.svelte',
  },
  'labs/attention': {
    'causal-lab': 'causal/CausalLab.svelte',
    'ablation-sweep': 'causal/AblationSweep.svelte',
    patching: 'causal/Patching.svelte',
    'logit-attribution': 'causal/LogitAttribution.svelte',
  },
  // The spread of many seeds is a part of the lab and comes with it.
  'labs/decoding': {
    'decoding-lab': 'decoding-lab/DecodingLab.svelte',
    'decoding-spread': 'decoding-lab/DecodingLab.svelte',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What keeps the state of figures that share one with their lab. */
const keepers: Readonly<Record<string, string>> = {
  'head-atlas': 'heads/LabLink.svelte',
  'head-views': 'heads/LabLink.svelte',
};

export interface EmbeddedFigure {
  /** The figure's id, unique on the whole site. */
  readonly id: string;
  /** The page that explains it, within its language. Example: 'lessons/4-attention' */
  readonly page: string;
  /** Its file in src/components/figures; one that ends in .astro says itself when it wakes. */
  readonly component: string;
  /** A component that stands beside it unseen, and reads what the address holds. */
  readonly keeper?: string;
}

/** All of them, in the order of the course. */
export const embeddedFigures: readonly EmbeddedFigure[] = Object.entries(byPage).flatMap(
  ([page, figures]) =>
    Object.entries(figures).map(([id, component]) => {
      const keeper = keepers[id];
      return { id, page, component, ...(keeper === undefined ? {} : { keeper }) };
    }),
);
