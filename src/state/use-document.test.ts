import { expect, it } from 'vitest';
import { createApp, effectScope, nextTick, shallowRef } from 'vue';
import { Browser } from './portal.fixture';
import { useDocument } from './use-document';
import type { Workspace } from './workspace';
import { WORKSPACE } from './workspace-key';

it('follows the document that is asked for, and no other any more', async () => {
  const browser = new Browser();
  for (const id of ['a', 'b']) browser.gateway.write(`/api/documents/scene/${id}`, { name: id }, `key-of-somebody-${id}`);
  const { workspace } = await browser.tab();
  const app = createApp({});
  const opened = shallowRef<Workspace | null>(null);
  app.provide(WORKSPACE, opened);
  const scope = effectScope();
  const id = shallowRef('a');
  const handle = app.runWithContext(() => scope.run(() => useDocument('scene', () => id.value)));
  if (!handle) throw new Error('nothing was set up');
  expect(handle.state.value.phase).toBe('loading');
  // It comes after the page.
  opened.value = workspace;
  await nextTick();
  await browser.settle();
  expect(handle.state.value).toMatchObject({ id: 'a', body: { name: 'a' } });
  id.value = 'b';
  await nextTick();
  await browser.settle();
  await workspace.edit('scene', 'a', { name: 'elsewhere' });
  expect(handle.state.value).toMatchObject({ id: 'b', body: { name: 'b' } });
  await handle.edit({ name: 'mới' });
  await handle.save('');
  await browser.settle();
  expect(handle.state.value).toMatchObject({ body: { name: 'mới' }, sending: 'none' });
  scope.stop();
  await workspace.edit('scene', 'b', { name: 'after' });
  expect(handle.state.value.body).toEqual({ name: 'mới' });
});

it('does nothing in silence where nobody is signed in', async () => {
  const handle = createApp({}).runWithContext(() => effectScope().run(() => useDocument('scene', () => 'a')));
  expect(handle?.state.value.phase).toBe('loading');
  await expect(handle?.edit({})).rejects.toThrow('no workspace');
});
