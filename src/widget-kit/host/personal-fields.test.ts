import { describe, expect, it } from 'vitest';
import type { EventField } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import type { Reader } from '../context';
import { personalValue } from '../personal-value';
import { coveredSnapshots, isWithheld, personalStanding } from './personal-fields';

const UNTIL = toInstant(900_000);
const reader = (change: { open?: boolean; may?: boolean } = {}): Reader => ({
  kind: 'person', signIn: null, now: toInstant(0),
  mayUnmask: () => change.may ?? true,
  openUntil: () => (change.open ? UNTIL : null),
  askToUnmask: () => undefined,
  cover: () => undefined,
});
const snapshotOf = (applicant: Partial<EventField>, value: string | null): Snapshot => ({
  query: { dataset: 'dossiers', params: {} }, state: 'ready', fromCache: false, refreshing: false,
  data: {
    kind: 'events',
    fields: [{ id: 'code', type: 'text', personal: false }, { id: 'applicant', type: 'text', personal: true, ...applicant }],
    rows: [{ id: '1', values: { code: 'H41-1', applicant: value } }],
  },
});
const shown = (snapshot: Snapshot | undefined): unknown => {
  if (snapshot?.data?.kind !== 'events') throw new Error('no events');
  return snapshot.data.rows.map((row) => row.values);
};

describe('fields shown for a purpose', () => {
  const open = { main: snapshotOf({ disclosed: true }, 'Nguyễn Văn An') };

  it('stay while the purpose stands, and the tile says until when', () => {
    expect(coveredSnapshots(open, reader({ open: true }))).toBe(open);
    expect(personalStanding(open, reader({ open: true }))).toEqual({ askable: [], open: [{ dataset: 'dossiers', until: UNTIL }] });
  });

  it.each([['its purpose has run out', reader()], ['there is no reader', null]])('are covered when %s: nothing of the value is left', (_when, who) => {
    const covered = coveredSnapshots(open, who);
    expect(shown(covered['main'])).toEqual([{ code: 'H41-1', applicant: null }]);
    expect(JSON.stringify(covered)).not.toContain('Nguyễn');
    expect(covered['main']?.data).toMatchObject({ fields: [{ id: 'code' }, { id: 'applicant', personal: true, masked: true }] });
    expect(personalStanding(covered, who).askable).toEqual(who ? ['dossiers'] : []);
  });
});

describe('masked fields', () => {
  const masked = { main: snapshotOf({ masked: true }, null) };
  it('may be asked for by who may state a purpose, and by nobody else', () => {
    expect(personalStanding(masked, reader()).askable).toEqual(['dossiers']);
    expect(personalStanding(masked, reader({ may: false })).askable).toEqual([]);
    expect(personalStanding(masked, null).askable).toEqual([]);
    expect(coveredSnapshots(masked, reader())).toBe(masked);
  });
  it('are told from missing ones and from those shown in full', () => {
    const of = (field: Partial<EventField>, value: string | null) => {
      const { data } = snapshotOf(field, value);
      if (data?.kind !== 'events' || !data.rows[0]) throw new Error('no events');
      return personalValue(data, data.rows[0], 'applicant');
    };
    expect(of({ masked: true }, null)).toEqual({ kind: 'masked' });
    expect(of({}, null)).toEqual({ kind: 'missing' });
    expect(of({}, '  ')).toEqual({ kind: 'missing' });
    expect(of({}, 'An')).toEqual({ kind: 'text', text: 'An', disclosed: false });
    expect(of({ disclosed: true }, 'An')).toEqual({ kind: 'text', text: 'An', disclosed: true });
  });
});

it('an answer that left out what lies outside the reader\'s units says so', () => {
  expect(isWithheld({ main: { ...snapshotOf({}, null), notes: [{ code: 'withheld', count: 3 }] } })).toBe(true);
  expect(isWithheld({ main: { ...snapshotOf({}, null), notes: [{ code: 'repeated-rows', count: 3 }] } })).toBe(false);
});
