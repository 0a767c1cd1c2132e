import { describe, expect, it } from 'vitest';
import { SAVED_DATASETS } from './pack-files';
import { parsePack } from './parse-pack';
import { goodTrees, packOf } from './testing/good-pack';

const [first] = (goodTrees()['base/datasets.json']?.['datasets'] ?? []) as readonly object[];
const entry = (id: string, more: object = {}): object => ({ ...first, id, title: { vi: 'Đã lưu', en: 'Saved' }, ...more });
const read = (own: readonly object[], ...saved: object[]) => parsePack({
  ...packOf(), ...(own.length > 0 ? { 'datasets.json': JSON.stringify({ schemaVersion: 1, datasets: own }) } : {}), [SAVED_DATASETS]: JSON.stringify({ schemaVersion: 1, datasets: saved }),
});

describe('datasets saved from the portal', () => {
  it('stand beside those of the pack', () => {
    const { province, faults } = read([], entry('saved-one'));
    expect(faults).toEqual([]);
    expect([...(province?.datasets.keys() ?? [])]).toEqual(['procedures', 'areas', 'saved-one']);
  });

  it.each([['inherited', []], ['own', [entry('procedures', { title: { vi: 'Của tỉnh', en: 'Own' } })]]])('never take the place of one of the pack, %s, and it is said', (_, own) => {
    const { province, faults } = read(own, entry('saved-one'), entry('procedures'));
    expect(faults).toEqual([{ code: 'duplicate-id', file: SAVED_DATASETS, pointer: '/datasets/1/id', expected: 'each id once', got: '"procedures"' }]);
    expect(province?.datasets.get('procedures')?.title.vi).toBe(own.length > 0 ? 'Của tỉnh' : 'Thủ tục');
    expect(province?.datasets.has('saved-one')).toBe(true);
  });

  it('that are faulty are told by place and leave the rest alone', () => {
    const { province, faults } = read([], entry('saved-one', { source: 'nobody' }));
    expect(faults).toMatchObject([{ code: 'unknown-ref', file: SAVED_DATASETS, pointer: '/datasets/0/source' }]);
    expect([...(province?.datasets.keys() ?? [])]).toEqual(['procedures', 'areas']);
  });
});
