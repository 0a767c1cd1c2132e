import { describe, expect, it } from 'vitest';
import { rightsOf } from '@/access/rights-of';
import type { Actor } from '@/domain/access';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import type { AuditEntry } from '../audit/trail';
import { letOut } from './tile-exports';

const province = sampleProvince();
const actor = { kind: 'person', id: 'p1', name: 'Trần Thị Bình', title: '', unit: '40', session: 's1', grants: [], purposes: [] } as const satisfies Actor;
const open = [...province.datasets.values()].find(({ classification }) => classification === 'public');
const question = { dataset: open?.id ?? '', params: { period: 'calendar:2026-10' } };

function bench(fails = false) {
  const written: AuditEntry[] = [];
  const core = {
    province: { current: () => province, files: () => ({}), onChange: () => () => undefined },
    audit: { append: () => Promise.resolve(), write: (entry: AuditEntry) => (fails ? Promise.reject(new Error('full')) : Promise.resolve(void written.push(entry))) },
  };
  return { core, written, by: { actor, rights: rightsOf(actor, province, SAMPLE_NOW), from: { address: '10.0.0.1', request: 'r1' } } };
}
const wish = { widget: 'kpi-table', dashboard: 'leaders', format: 'png', questions: [question] } as const;

describe('a picture of a tile', () => {
  it('is written down with what it shows before it may be saved', async () => {
    const { core, by, written } = bench();
    await letOut(core, by, wish);
    expect(written).toEqual([{
      action: 'export', actor, target: 'tile:kpi-table', outcome: 'done', from: { address: '10.0.0.1', request: 'r1' },
      detail: { format: 'png', dashboard: 'leaders', datasets: [question.dataset], questions: expect.stringMatching(/^[0-9a-f]{64}$/) },
    }]);
  });

  it('is named by its questions, whatever their order', async () => {
    const { core, by, written } = bench();
    const other = { dataset: question.dataset, params: { period: 'calendar:2026-09' } };
    await letOut(core, by, { ...wish, questions: [question, other] });
    await letOut(core, by, { ...wish, questions: [other, question] });
    await letOut(core, by, { ...wish, questions: [other] });
    const [one, two, three] = written.map(({ detail }) => detail?.['questions']);
    expect(one).toBe(two);
    expect(three).not.toBe(one);
  });

  it('of what its reader may not ask is no more there than one of nothing, and leaves no word', async () => {
    const { core, by, written } = bench();
    await expect(letOut(core, by, { ...wish, questions: [question, { dataset: 'nobody', params: {} }] })).rejects.toMatchObject({ code: 'not-found' });
    expect(written).toEqual([]);
  });

  it('stays where it cannot be written down', async () => {
    const { core, by } = bench(true);
    await expect(letOut(core, by, wish)).rejects.toThrow('full');
  });
});
