import { expect, type Page } from '@playwright/test';

import { startLarge } from './api';
import type { Shown } from './pages';
import { choose, unique } from './test';

/** Brings a page to where something shows that an address alone does not. */
export type Scene = (page: Page) => Promise<void>;

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
}

async function reviewed(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
}

/** Opens a job that has only begun: those that began before it keep the stack busy. */
async function running(page: Page): Promise<void> {
  for (let before = 0; before < 5; before += 1) {
    await startLarge(unique('busy'));
  }
  await page.goto(`jobs/${await startLarge(unique('staging'))}`);
}

/** Steps of wizards, dialogs and a job that runs, by a name for the screenshot. Each wants a tab of its own. */
export function everyScene({ backup, cluster, clusterName }: Shown): Record<string, Scene> {
  const here = `backups/${backup.clusterId}/${backup.backupId}`;

  const newCluster: Scene = async (page) => {
    await page.goto(`${here}/restore-cluster`);
    await page.getByLabel('Name of the cluster').fill(unique('staging'));
    await next(page);
    await expect(page.getByText('Load state of the collections')).toBeVisible();
  };
  const newClusterReviewed: Scene = async (page) => {
    await newCluster(page);
    await next(page);
    await reviewed(page);
  };
  const chosen: Scene = async (page) => {
    await page.goto(`${here}/restore-collections`);
    await page.getByRole('button', { name: 'Choose all' }).click();
    await page.getByLabel(/^New name of /).first().fill('as_of_yesterday');
  };
  return {
    'restore-cluster-2': newCluster,
    'restore-cluster-3': newClusterReviewed,
    'restore-cluster-started': async (page) => {
      await newClusterReviewed(page);
      await page.getByRole('button', { name: 'Restore', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'The restore has started' })).toBeVisible({ timeout: 60_000 });
    },
    'restore-collections-chosen': chosen,
    'restore-collections-2': async (page) => {
      await chosen(page);
      await next(page);
      await expect(page.getByRole('heading', { name: 'Destination' }).first()).toBeVisible();
    },
    'restore-collections-3': async (page) => {
      await chosen(page);
      await next(page);
      await choose(page, /Cluster to restore into/, clusterName);
      await page.getByRole('radio', { name: 'Skip' }).first().check();
      await next(page);
      await reviewed(page);
    },
    'job-running': async (page) => {
      await running(page);
      await expect(page.getByText(/ of .+ at .+, /).first()).toBeVisible({ timeout: 60_000 });
    },
    'job-cancel': async (page) => {
      await running(page);
      await page.getByRole('button', { name: 'Cancel job' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    'backup-checked': async (page) => {
      await page.goto(here);
      await page.getByRole('button', { name: 'Check the backup' }).click();
      await expect(page.getByText(/no problem|problems? in/)).toBeVisible({ timeout: 60_000 });
    },
    collection: async (page) => {
      await page.goto(`clusters/${cluster}`);
      await page.getByRole('table', { name: 'Collections' }).locator('tbody').getByRole('button').first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    drop: async (page) => {
      await page.goto(`clusters/${cluster}`);
      await page.getByRole('button', { name: 'Drop', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    'drill-report': async (page) => {
      await page.goto('drills');
      await page.getByRole('button', { name: /^Report of the drill/ }).last().click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    'create-project': async (page) => {
      await page.goto('account');
      await page.getByRole('button', { name: 'Create project' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    unreachable: async (page) => {
      await page.goto('jobs');
      await expect(page.getByRole('table', { name: 'Jobs' })).toBeVisible();
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(page.getByText('The service cannot be reached').first()).toBeVisible();
      await page.context().setOffline(false);
    },
  };
}
