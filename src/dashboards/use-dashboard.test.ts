import { effectScope, nextTick, ref } from 'vue';
import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/config/dashboard';
import type { Json } from '@/domain/dataset';
import { bodyOf } from '@/state/documents';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { useDashboard, type DashboardParts, type FoundBody } from './use-dashboard';

const both = (vi: string) => ({ vi, en: vi });
const tile = (id: string, y = 0) => ({ id, widget: 'text', widgetVersion: 1, title: both(id), place: { x: 0, y, w: 6, h: 1 }, options: {} });
const board = (id: string, title: string, more: Partial<Dashboard> = {}): Dashboard => ({ id, title: both(title), audience: both('x'), rows: 4, tiles: [tile('a'), tile('b', 1)], ...more });
const stored = (dashboard: Dashboard): { readonly body: Json } => ({ body: bodyOf('dashboard', dashboard) });

type Change = Parameters<Parameters<DashboardParts['onChange']>[0]>[0];
function opened(first: string, answers: Map<string, FoundBody>, ask: boolean | 'late' = true) {
  const id = ref(first);
  const listeners = new Set<(changed: Change) => void>();
  const asked: string[] = [];
  let release = (): void => undefined;
  const held = ask === 'late' ? new Promise<void>((done) => (release = done)) : Promise.resolve();
  const province = { ...sampleProvince(), dashboards: [board('leaders', 'Lãnh đạo')] };
  const scope = effectScope();
  const found = scope.run(() => useDashboard(() => id.value, {
    province: () => province, workspace: () => undefined,
    ask: ask === false ? null : async (one) => { asked.push(one); await held; return answers.get(one) ?? null; },
    onChange: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
  }));
  if (!found) throw new Error('no scope');
  const settle = async () => { for (let turn = 0; turn < 5; turn += 1) await nextTick(); };
  return { ...found, id, asked, listeners, settle, release, tell: async (changed: Change) => { for (const one of [...listeners]) one(changed); await settle(); }, close: () => scope.stop() };
}

describe('a dashboard by its id', () => {
  it('is the pack’s own where it has one, and nobody is asked', async () => {
    const page = opened('leaders', new Map([['leaders', stored(board('leaders', 'Khác'))]]));
    await page.settle();
    expect([page.state.value, page.dashboard.value?.title.vi, page.asked]).toEqual(['ready', 'Lãnh đạo', []]);
  });

  it('is else one that people keep, and follows what others change without a moment of nothing', async () => {
    const answers = new Map<string, FoundBody>([['bang-a', stored(board('bang-a', 'Một'))]]);
    const page = opened('bang-a', answers);
    expect(page.state.value).toBe('loading');
    await page.settle();
    const before = page.dashboard.value;
    expect(before?.title.vi).toBe('Một');
    await page.tell({ kind: 'dashboard', id: 'bang-b' });
    await page.tell({ kind: 'scene', id: 'bang-a' });
    expect(page.asked).toHaveLength(1);
    await page.tell(null);
    expect(page.dashboard.value).toBe(before);
    answers.set('bang-a', 'unreachable');
    await page.tell({ kind: 'dashboard', id: 'bang-a' });
    expect(page.dashboard.value).toBe(before);
    answers.set('bang-a', stored(board('bang-a', 'Hai')));
    await page.tell({ kind: 'dashboard', id: 'bang-a' });
    expect([page.state.value, page.dashboard.value?.title.vi]).toEqual(['ready', 'Hai']);
    page.close();
    expect(page.listeners.size).toBe(0);
  });

  it.each<[string, FoundBody, string]>([
    ['absent where it is not there, or not for this reader', null, 'absent'],
    ['unreachable where it could not be asked for', 'unreachable', 'unreachable'],
    ['bad where it cannot be read', { body: { schemaVersion: 2, id: 'bang-a' } }, 'bad'],
    ['bad where not one tile is left', { body: { ...bodyOf('dashboard', board('bang-a', 'x')), tiles: [{ id: 'a' }] } }, 'bad'],
  ])('is %s', async (_name, found, state) => {
    const page = opened('bang-a', new Map([['bang-a', found]]));
    await page.settle();
    expect([page.state.value, page.dashboard.value]).toEqual([state, undefined]);
    if (state === 'bad') expect(page.faults.value.length).toBeGreaterThan(0);
  });

  it('says which tiles were left out', async () => {
    const body = { ...bodyOf('dashboard', board('bang-a', 'x')), tiles: [tile('a'), { id: 'b' }] };
    const page = opened('bang-a', new Map([['bang-a', { body }]]));
    await page.settle();
    expect(page.dashboard.value?.tiles).toHaveLength(1);
    expect(page.faults.value[0]?.pointer).toContain('/tiles/1');
  });

  it('is absent at once where there is nobody to ask', () => {
    expect(opened('bang-a', new Map(), false).state.value).toBe('absent');
  });

  it('never shows the answer of an address that was left', async () => {
    const page = opened('bang-a', new Map([['bang-a', stored(board('bang-a', 'A'))], ['bang-b', null]]), 'late');
    page.id.value = 'bang-b';
    await page.settle();
    page.release();
    await page.settle();
    expect([page.state.value, page.dashboard.value]).toEqual(['absent', undefined]);
  });
});
