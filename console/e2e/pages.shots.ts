import { everyPage, shown } from './support/pages';
import { everyScene } from './support/scenes';
import { settled, signedInTab, expect, test } from './support/test';

const widths = { wide: 1280, narrow: 400 };
const height = 900;

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, pixels] of Object.entries(widths)) {
    test(`screenshots, ${scheme}, ${width}`, async ({ page, context }) => {
      const place = (name: string) => `screenshots/${name}-${scheme}-${width}.png`;
      const all = await shown();
      const open = async () => {
        const tab = await signedInTab(context);
        await tab.setViewportSize({ width: pixels, height });
        await tab.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        return tab;
      };
      await page.setViewportSize({ width: pixels, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto('');
      await expect(page.getByLabel('API key')).toBeVisible();
      await page.screenshot({ path: place('sign-in') });

      const tab = await open();
      for (const [name, path] of Object.entries(everyPage(all))) {
        await tab.goto(path);
        // What a page reads behind its first answer is asked for only then.
        await tab.waitForLoadState('networkidle');
        await settled(tab);
        await tab.screenshot({ path: place(name), fullPage: true });
      }
      await tab.close();
      for (const [name, scene] of Object.entries(everyScene(all))) {
        const own = await open();
        await scene(own);
        await own.screenshot({ path: place(name), fullPage: true });
        await own.close();
      }
    });
  }
}
