import { assetHref } from '../i18n/links.ts';
import type { SiteIndex, SiteModel } from '../model/store/manifest.ts';

export { siteIndex, siteModel } from '../model/store/manifest.ts';

/** A stored model that the site serves, with the address of its manifest. */
export type OfferedModel = SiteModel & { readonly manifest: string };

/** The stored models that the site serves; none where it lists none. */
export async function siteModels(): Promise<readonly OfferedModel[]> {
  const index = new URL(assetHref('models/index.json'), location.href);
  const response = await fetch(index);
  if (!response.ok) return [];
  const { format, version, models } = (await response.json()) as Partial<SiteIndex>;
  if (format !== 'vitrine-models' || version !== 1 || !Array.isArray(models)) return [];
  return models.map((model: SiteModel) => ({
    ...model,
    manifest: new URL(`${model.path}manifest.json`, index).href,
  }));
}
