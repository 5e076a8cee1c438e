import type { APIRoute } from 'astro';
import { assetHref } from '#lib/i18n/links.ts';

/** All may be read. The map of the site needs whole addresses, so it is there only when the origin is known. */
export const GET: APIRoute = ({ site }) => {
  const map = site ? `\nSitemap: ${new URL(assetHref('sitemap.xml'), site).href}\n` : '';
  return new Response(`User-agent: *\nAllow: /\n${map}`);
};
