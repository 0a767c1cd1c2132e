import { describe, expect, it } from 'vitest';
import { err, ok } from '@/domain/result';
import { aReport, problem } from '../report.fixture';
import { NO_FILTERS } from './register-filters';
import { useRegister } from './use-register';

/** So many reports, newest first, given out page by page as the gateway does. */
function gateway(count: number) {
  const state = { ids: Array.from({ length: count }, (_, at) => `report-${String(count - at).padStart(4, '0')}`), down: false, asked: [] as string[] };
  const list = useRegister((_method, path) => {
    state.asked.push(path);
    if (state.down) return Promise.resolve(err(problem(503, 'overloaded')));
    const query = new URLSearchParams(path.split('?')[1]);
    const after = query.get('after');
    const from = after === null ? 0 : state.ids.indexOf(after) + 1;
    const page = state.ids.slice(from, from + Number(query.get('limit')));
    const last = page.at(-1);
    return Promise.resolve(ok({ reports: page.map((id) => aReport({ id })), next: last !== undefined && last !== state.ids.at(-1) ? last : null }));
  }, () => NO_FILTERS);
  const shown = () => list.reports.value?.map(({ id }) => id) ?? null;
  return { state, list, shown };
}

describe('the register, page by page', () => {
  it('goes on where it ended until there is no more', async () => {
    const { state, list, shown } = gateway(120);
    await list.load();
    expect([shown()?.length, list.hasMore.value]).toEqual([50, true]);
    expect([await list.more(), await list.more(), list.hasMore.value, await list.more()]).toEqual([50, 20, false, 0]);
    expect(shown()).toEqual(state.ids);
  });
  it('read anew shows as much as before, with what is new on top', async () => {
    const { state, list, shown } = gateway(300);
    await list.load();
    for (let page = 0; page < 5; page += 1) await list.more();
    state.ids.unshift('report-new');
    await list.again();
    expect([shown()?.[0], shown()?.length, new Set(shown()).size, list.hasMore.value]).toEqual(['report-new', 300, 300, true]);
  });
  it('keeps what is shown where the next page does not come, and of two asks the latest wins', async () => {
    const { state, list, shown } = gateway(120);
    await list.load();
    state.down = true;
    expect([await list.more(), shown()?.length, list.problem.value?.code]).toEqual([0, 50, 'overloaded']);
    state.down = false;
    await Promise.all([list.more(), list.load()]);
    expect([shown()?.length, list.isLoading.value, list.problem.value]).toEqual([50, false, null]);
  });
});
