import { expect, it } from 'vitest';
import { createApp, effectScope, nextTick, shallowRef } from 'vue';
import { Browser } from './portal.fixture';
import { useDocument, WORKSPACE } from './use-document';

it('follows the document that is asked for, and no other any more', async () => {
  const browser = new Browser();
  for (const id of ['a', 'b']) browser.gateway.write(`/api/documents/scene/${id}`, { name: id }, `key-of-somebody-${id}`);
  const { workspace } = await browser.tab();
  const app = createApp({});
  app.provide(WORKSPACE, workspace);
  const scope = effectScope();
  const id = shallowRef('a');
  const handle = app.runWithContext(() => scope.run(() => useDocument('scene', () => id.value)));
  if (!handle) throw new Error('nothing was set up');
  expect(handle.state.value.phase).toBe('loading');
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

it('says where nobody is signed in', () => {
  expect(() => createApp({}).runWithContext(() => effectScope().run(() => useDocument('scene', () => 'a')))).toThrow('WORKSPACE');
});
