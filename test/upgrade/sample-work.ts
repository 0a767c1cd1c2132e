import type { Shelf, ShelfId } from '../../src/cache/work-record';

/** One shelf of every shape: everything a row of unsent work can hold. */
export const SAMPLE_WORK: readonly { readonly at: ShelfId; readonly shelf: Shelf }[] = [
  {
    at: { owner: 'lãnh-đạo|01', kind: 'dashboard', id: 'kinh-te' },
    shelf: {
      copy: { revision: 7, deleted: false, body: { schemaVersion: 1, id: 'kinh-te', tiles: [{ options: { n: -0.5, none: null, flag: false } }] }, at: 1_795_224_000_000, author: { id: 'p2', name: 'Trần Bình' }, owner: 'unit', unit: 'H41.06', mayEdit: true },
      draft: { body: { schemaVersion: 1, id: 'kinh-te', tiles: [] }, base: null, changedAt: 1_795_224_600_000, trouble: null },
      outbox: [
        { saveKey: 'key-0000000000000001', order: 1, body: { schemaVersion: 1, a: 1 }, reason: 'đổi ô', base: { revision: 6, body: { schemaVersion: 1 } }, holder: null, madeAt: 1_795_224_100_000, state: 'conflict', attempts: 3, retryAt: 1_795_224_200_000 },
        { saveKey: 'key-0000000000000003', order: 3, body: { schemaVersion: 1, a: 2 }, reason: '', base: null, holder: null, madeAt: 1_795_224_300_000, state: 'waiting', attempts: 0, retryAt: 0 },
      ],
    },
  },
  {
    at: { owner: 'lãnh-đạo|01', kind: 'scene', id: 'phong-hop' },
    shelf: {
      copy: null, draft: null,
      outbox: [{ saveKey: 'key-0000000000000002', order: 2, body: { schemaVersion: 1 }, reason: 'mới', base: { revision: 0, body: null }, holder: { owner: 'unit', unit: null }, madeAt: 1_795_224_200_000, state: 'waiting', attempts: 0, retryAt: 0 }],
    },
  },
  {
    at: { owner: 'another', kind: 'preferences', id: 'mine' },
    shelf: {
      copy: { revision: 1, deleted: true, body: null, at: 1_795_224_000_000, author: { id: 'another', name: null }, owner: 'me', unit: null, mayEdit: true },
      draft: { body: { schemaVersion: 1, theme: 'wall' }, base: { revision: 1, body: null }, changedAt: 1_795_224_600_000, trouble: { code: 'document-invalid', status: 422, hint: { vi: 'Sửa.', en: 'Mend.' }, at: 'body/body/theme' } },
      outbox: [],
    },
  },
];
