import { everyPage } from './support/pages';
import { expect, signIn, test } from './support/test';

const widths = { wide: 1280, narrow: 400 };
const height = 900;

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, pixels] of Object.entries(widths)) {
    test(`screenshots, ${scheme}, ${width}`, async ({ page }) => {
      const place = (name: string) => `screenshots/${name}-${scheme}-${width}.png`;
      await page.setViewportSize({ width: pixels, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto('');
      await expect(page.getByLabel('API key')).toBeVisible();
      await page.screenshot({ path: place('sign-in') });
      await signIn(page);
      for (const [name, path] of Object.entries(await everyPage())) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        await expect(page.getByText(/^Loading/)).toHaveCount(0);
        await page.screenshot({ path: place(name), fullPage: true });
      }
    });
  }
}
