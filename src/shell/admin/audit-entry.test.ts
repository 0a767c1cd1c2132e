import { describe, expect, it } from 'vitest';
import { auditQuery, detailText, readAudit, targetName } from './audit-entry';

const ANY = { from: '', to: '', action: '', actor: '' };

describe('the filter of the trail', () => {
  it('is nothing where nothing is asked', () => expect(auditQuery(ANY)).toBe(''));
  it('takes whole civil days of Vietnam, the last one included', () => {
    const query = new URLSearchParams(auditQuery({ ...ANY, from: '2026-11-01', to: '2026-11-30' }));
    expect([query.get('from'), query.get('to')]).toEqual(['2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00']);
  });
  it('leaves out a day that is none', () => expect(auditQuery({ ...ANY, from: '2026-02-30', to: 'x' })).toBe(''));
  it('carries deed, actor and what is added', () => {
    expect(auditQuery({ ...ANY, action: 'unmask', actor: ' p&1 ' }, { before: '7' })).toBe('?action=unmask&actor=p%261&before=7');
  });
});

it('a page of the trail is read row by row: one that cannot be read hides no other', () => {
  const row = { seq: 2, at: '2026-11-21T03:00:00.000Z', action: 'unmask', actorKind: 'person', actor: 'p1', session: null, address: null, request: null, target: 't', outcome: 'done', detail: '{}', hash: 'h' };
  expect(readAudit({ entries: [row, { seq: 'x' }], names: { p1: 'Nguyễn Văn An' }, before: 2 })).toEqual({ entries: [row], names: { p1: 'Nguyễn Văn An' }, before: 2 });
  expect(readAudit(null)).toEqual({ entries: [], names: {}, before: null });
});

describe('an entry in words', () => {
  const entry = (target: string, detail: string) => ({ seq: 2, at: '2026-11-21T03:00:00.000Z', action: 'people', actorKind: 'system', actor: null, session: null, address: null, request: null, target, outcome: 'done', detail, hash: 'h' });
  it('names people and screens that are still known, and nothing else', () => {
    const names = { p1: 'Nguyễn Văn An' };
    expect(['person:p1', 'person:p2', 'dataset:p1', 'person:toString'].map((target) => targetName(entry(target, '{}'), names))).toEqual(['Nguyễn Văn An', 'person:p2', 'dataset:p1', 'person:toString']);
  });
  it('shows the detail pair by pair, and what cannot be read as it is', () => {
    expect(detailText(entry('x', '{"deed":"sign-on","given":["staff@H41.06"],"taken":[],"forced":false,"place":{"a":1}}'))).toBe('deed: sign-on · given: staff@H41.06 · forced: false · place: {"a":1}');
    expect(['{}', '[1]', 'no json'].map((detail) => detailText(entry('x', detail)))).toEqual(['', '[1]', 'no json']);
  });
});
