import { describe, expect, it } from 'vitest';
import { auditQuery, readAudit } from './audit-entry';

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
  expect(readAudit({ entries: [row, { seq: 'x' }], before: 2 })).toEqual({ entries: [row], before: 2 });
  expect(readAudit(null)).toEqual({ entries: [], before: null });
});
