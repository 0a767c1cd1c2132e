import { expect, it } from 'vitest';
import { Browser } from '@/state/portal.fixture';
import { unsentWork } from './unsent-work';

it('counts documents, not saves, and gives what can go up the time to', async () => {
  const browser = new Browser();
  const { workspace } = await browser.tab();
  const pause = (): Promise<void> => browser.settle();
  expect(await unsentWork(workspace, pause)).toBe(0);
  browser.fates = ['lost'];
  await workspace.edit('scene', 'a', { name: '1' });
  await workspace.save('scene', 'a', '');
  await browser.settle();
  expect(await unsentWork(workspace, pause), 'the network is back').toBe(0);
  browser.fates = Array.from({ length: 9 }, () => 'lost' as const);
  for (const name of ['2', '3']) {
    await workspace.edit('scene', 'a', { name });
    await workspace.save('scene', 'a', '');
  }
  await workspace.edit('scene', 'b', { name: 'draft' });
  expect(await unsentWork(workspace, pause)).toBe(2);
});
