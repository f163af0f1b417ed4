import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { everyPage, shown } from './support/pages';
import { everyScene } from './support/scenes';
import { expect, settled, signedInTab, test } from './support/test';

async function seriousViolations(page: Page, ...rules: string[]): Promise<string[]> {
  const all = new AxeBuilder({ page });
  const { violations } = await (rules.length === 0 ? all : all.withRules(rules)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What a dark page has otherwise than a light one are its colours. */
const rulesOf = { light: [], dark: ['color-contrast'] };

for (const scheme of ['light', 'dark'] as const) {
  test(`no page has a serious violation of accessibility, ${scheme}`, async ({ signedIn: page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found: Record<string, string[]> = {};
    for (const [name, path] of Object.entries(everyPage(await shown()))) {
      await page.goto(path);
      await settled(page);
      const violations = await seriousViolations(page, ...rulesOf[scheme]);
      if (violations.length > 0) {
        found[name] = violations;
      }
    }
    expect(found).toEqual({});
  });
}

test('no step of a restore has a serious violation of accessibility, nor has a dialog', async ({ context }) => {
  test.setTimeout(600_000);
  const found: Record<string, string[]> = {};
  for (const [name, scene] of Object.entries(everyScene(await shown()))) {
    const tab = await signedInTab(context);
    await tab.emulateMedia({ reducedMotion: 'reduce' });
    await scene(tab);
    const violations = await seriousViolations(tab);
    if (violations.length > 0) {
      found[name] = violations;
    }
    await tab.close();
  }
  expect(found).toEqual({});
});

test('the sign-in page has no serious violation of accessibility', async ({ page }) => {
  await page.goto('');
  await expect(page.getByLabel('API key')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});

test('the theme is switched, and kept', async ({ signedIn: page }) => {
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await page.reload();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
});
