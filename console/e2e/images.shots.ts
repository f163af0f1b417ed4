import { shown } from './support/pages';
import { everyScene } from './support/scenes';
import { expect, signedInTab, test } from './support/test';

/** Those of the README. What they show is of sample backups. */
const images = { 'restore-cluster-3': 'dry-run', 'job-running': 'job', 'drill-report': 'drill' };

test('images for the README', async ({ context }) => {
  const scenes = everyScene(await shown());
  for (const [name, image] of Object.entries(images)) {
    const tab = await signedInTab(context);
    await tab.setViewportSize({ width: 1400, height: 1000 });
    await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await scenes[name]?.(tab);
    await expect(tab.getByText(/^Loading/)).toHaveCount(0);
    await tab.screenshot({ path: `../docs/images/${image}.png` });
    await tab.close();
  }
});
