/** The built site as `npm start` serves it. */
import { expect, test } from '@playwright/test';

for (const language of ['en', 'zh']) {
  test(`/${language}/ is isolated, and asks nothing of any other server`, async ({
    page,
    baseURL,
  }) => {
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== baseURL) elsewhere.push(url.href);
    });
    const response = await page.goto(`/${language}/`, { waitUntil: 'networkidle' });
    expect(response?.status()).toBe(200);
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(elsewhere).toEqual([]);
  });
}
