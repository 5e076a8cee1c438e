import { attentionEn } from './attention.en.ts';
import { attentionZh } from './attention.zh.ts';
import { attentionToysEn } from './attentionToys.en.ts';
import { attentionToysZh } from './attentionToys.zh.ts';
import { beamsEn } from './beams.en.ts';
import { beamsZh } from './beams.zh.ts';
import { blockEn } from './block.en.ts';
import { blockZh } from './block.zh.ts';
import { bpeTrainEn } from './bpeTrain.en.ts';
import { bpeTrainZh } from './bpeTrain.zh.ts';
import { causalEn } from './causal.en.ts';
import { causalZh } from './causal.zh.ts';
import { cacheEn } from './cache.en.ts';
import { cacheZh } from './cache.zh.ts';
import { courseEn } from './course.en.ts';
import { courseZh } from './course.zh.ts';
import { decodingLabEn } from './decodingLab.en.ts';
import { decodingLabZh } from './decodingLab.zh.ts';
import { distributionEn } from './distribution.en.ts';
import { distributionZh } from './distribution.zh.ts';
import { embeddingsEn } from './embeddings.en.ts';
import { embeddingsZh } from './embeddings.zh.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZh } from './errors.zh.ts';
import { experimentsEn } from './experiments.en.ts';
import { experimentsZh } from './experiments.zh.ts';
import { familyEn } from './family.en.ts';
import { familyZh } from './family.zh.ts';
import { filled, type Vars } from './filled.ts';
import { headsEn } from './heads.en.ts';
import { headsZh } from './heads.zh.ts';
import type { Lang } from './languages.ts';
import { lensEn } from './lens.en.ts';
import { lensZh } from './lens.zh.ts';
import { liveEn } from './live.en.ts';
import { liveZh } from './live.zh.ts';
import { loopsEn } from './loops.en.ts';
import { loopsZh } from './loops.zh.ts';
import { modelsEn } from './models.en.ts';
import { modelsZh } from './models.zh.ts';
import { pagesEn } from './pages.en.ts';
import { pagesZh } from './pages.zh.ts';
import { partsEn } from './parts.en.ts';
import { partsZh } from './parts.zh.ts';
import { pictureEn } from './picture.en.ts';
import { pictureZh } from './picture.zh.ts';
import { positionsEn } from './positions.en.ts';
import { positionsZh } from './positions.zh.ts';
import { shareEn } from './share.en.ts';
import { shareZh } from './share.zh.ts';
import { readingEn } from './reading.en.ts';
import { readingZh } from './reading.zh.ts';
import { searchEn } from './search.en.ts';
import { searchZh } from './search.zh.ts';
import { strategiesEn } from './strategies.en.ts';
import { strategiesZh } from './strategies.zh.ts';
import { tokensEn } from './tokens.en.ts';
import { tokensZh } from './tokens.zh.ts';
import { uiEn } from './ui.en.ts';
import { uiZh } from './ui.zh.ts';

const en = {
  ...uiEn,
  ...attentionEn,
  ...attentionToysEn,
  ...tokensEn,
  ...bpeTrainEn,
  ...pagesEn,
  ...liveEn,
  ...modelsEn,
  ...partsEn,
  ...courseEn,
  ...familyEn,
  ...errorsEn,
  ...embeddingsEn,
  ...experimentsEn,
  ...headsEn,
  ...decodingLabEn,
  ...lensEn,
  ...blockEn,
  ...cacheEn,
  ...pictureEn,
  ...positionsEn,
  ...causalEn,
  ...distributionEn,
  ...beamsEn,
  ...loopsEn,
  ...strategiesEn,
  ...searchEn,
  ...readingEn,
  ...shareEn,
};

export type MessageKey = keyof typeof en;

/** Every sentence of the interface. A key that one language lacks does not compile. */
export const messages: Record<Lang, Record<MessageKey, string>> = {
  en,
  zh: {
    ...uiZh,
    ...attentionZh,
    ...attentionToysZh,
    ...tokensZh,
    ...bpeTrainZh,
    ...pagesZh,
    ...liveZh,
    ...modelsZh,
    ...partsZh,
    ...courseZh,
    ...familyZh,
    ...errorsZh,
    ...embeddingsZh,
    ...experimentsZh,
    ...headsZh,
    ...decodingLabZh,
    ...lensZh,
    ...blockZh,
    ...cacheZh,
    ...pictureZh,
    ...positionsZh,
    ...causalZh,
    ...distributionZh,
    ...beamsZh,
    ...loopsZh,
    ...strategiesZh,
    ...searchZh,
    ...readingZh,
    ...shareZh,
  },
};

/**
 * One sentence in the reader's language, with `{name}` replaced by `vars.name`; a name that `vars`
 * lacks stays as it is. In the built site's scripts `in-browser.ts` stands in for this file.
 * Example: t('zh', 'figure.label', { n: 3 }) → '图 3'
 */
export function t(lang: Lang, key: MessageKey, vars: Vars = {}): string {
  return filled(messages[lang][key], vars);
}
