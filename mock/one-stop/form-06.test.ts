import { describe, expect, it } from 'vitest';
import { localDate } from '@/domain/civil';
import { checkForm06, form06Of, type Dossier } from '@/domain/form-06/form-06';
import type { DossierStateMapping, Form06Counts } from '@/domain/form-06/types';
import { period } from '@/domain/period/text';
import { civilDate } from '@/domain/civil';
import { toInstant } from '@/domain/time';
import formStates from '../../public/provinces/base/form-06.json' with { type: 'json' };
import { dayOf } from '../clock';
import { NOW, smallWorld } from '../small-province.fixture';
import type { MockUnit } from '../province/units';
import { dossierCard } from './dossier-card';
import { FORM_COLUMNS, formOf } from './form-counts';
import { eachHandled, formByField } from './scan';
import { createOneStopStore, type OneStopStore, type Span } from './store';

const store = createOneStopStore(smallWorld());
const mapping = formStates as unknown as DossierStateMapping;
const FORM = ['received', 'receivedOnline', 'receivedDirect', 'carriedOver', 'settled', 'settledEarly', 'settledOnTime', 'settledLate', 'pending', 'pendingInTerm', 'pendingOverdue'] as const;

const spanOf = (text: string): Span => {
  const { start, end } = period(text);
  return { from: dayOf(start), to: dayOf(end) };
};

const formIn = (of: OneStopStore, text: string, units?: readonly MockUnit[]): number[] => {
  const span = spanOf(text);
  const era = of.eraOf(span);
  return formOf(of.ledgerOf(era), units ?? of.workers(era), span.from, of.cutOf(span, NOW));
};

const counts = (row: readonly number[]): Form06Counts => Object.fromEntries(FORM.map((name, at) => [name, row[at] ?? NaN])) as unknown as Form06Counts;

/** Every dossier some units hold, as the system's own detail list tells it. */
function dossiersOf(units: readonly MockUnit[], span: Span): Dossier[] {
  const found: Dossier[] = [];
  const since = { day: store.world.firstDay - 200, minute: null };
  eachHandled(store, units, store.eraOf(span), since, store.cutOf({ from: span.from, to: 40_000 }, NOW), (row) => {
    const card = dossierCard(store, row, NOW);
    found.push({
      receivedOn: localDate(String(card['NgayTiepNhan']).slice(0, 10)),
      endedOn: card['NgayKetThucXuLy'] === null ? null : localDate(String(card['NgayKetThucXuLy']).slice(0, 10)),
      dueOn: localDate(String(card['NgayHenTra'])),
      channel: card['KenhThucHien'] === '1' ? 'counter' : card['KenhThucHien'] === '2' ? 'online' : 'postal',
      state: Number(card['TrangThaiHoSo']),
    });
  });
  return found;
}

describe('form 06 of the one-stop system', () => {
  const periods = ['calendar:2023-12', 'calendar:2025-06', 'calendar:2025-07', 'administrative:2025-07', 'calendar:2025', 'statistical:2026-08', 'calendar:2026-10', 'calendar:2026-11', 'calendar:2026-11-20', 'calendar:2026-Q4'];

  it.each(periods)('agrees with the arithmetic of the portal, unit by unit: %s', (text) => {
    const span = spanOf(text);
    let settled = 0;
    for (const unit of store.workers(store.eraOf(span))) {
      const expected = form06Of(dossiersOf([unit], span), period(text), mapping, civilDate(toInstant(NOW)));
      expect(counts(formIn(store, text, [unit])), unit.fullName).toEqual(expected);
      settled += expected.settled;
    }
    expect(settled).toBeGreaterThan(0);
  });

  it.each(periods)('balances in every row and column: %s', (text) => {
    const span = spanOf(text);
    const workers = store.workers(store.eraOf(span));
    const rows = workers.map((unit) => formIn(store, text, [unit]));
    for (const row of rows) {
      expect(checkForm06(counts(row))).toEqual([]);
      const of = (column: (typeof FORM_COLUMNS)[number]): number => row[FORM_COLUMNS.indexOf(column)] ?? NaN;
      expect(of('tiepNhanMoi')).toBe(of('trucTuyen') + of('trucTiep'));
      expect(of('tiepNhanMoi')).toBe(of('nopTrucTiep') + of('nopTrucTuyen') + of('nopBuuChinh'));
      expect(of('giaiQuyetTrongHan')).toBe(of('truocHan') + of('dungHan'));
      expect(of('tongQuaHan')).toBe(of('quaHanDaGiaiQuyet') + of('quaHan'));
    }
    expect(formIn(store, text)).toEqual(FORM_COLUMNS.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0)));
  });

  it('carries over exactly, across the change of the map too', () => {
    for (const [earlier, later] of [['2025-05', '2025-06'], ['2025-06', '2025-07'], ['2026-10', '2026-11'], ['2025-Q2', '2025-Q3']]) {
      expect(formIn(store, `calendar:${later}`)[3]).toBe(formIn(store, `calendar:${earlier}`)[8]);
    }
  });

  it('opens the new communes with what the old ones and the districts left', () => {
    const before = store.eraOf(spanOf('calendar:2025-06'));
    const after = store.eraOf(spanOf('calendar:2025-07'));
    const pending = store.workers(before).filter(({ level }) => level !== 'department');
    const communes = store.workers(after).filter(({ level }) => level === 'commune');
    expect(formIn(store, 'calendar:2025-07', communes)[3]).toBe(formIn(store, 'calendar:2025-06', pending)[8]);
  });

  it('adds up over fields', () => {
    for (const text of ['calendar:2025-07', 'calendar:2026-11']) {
      const span = spanOf(text);
      const era = store.eraOf(span);
      const rows = [...formByField(store, store.workers(era), era, span, store.cutOf(span, NOW)).values()];
      expect(rows.length).toBeGreaterThan(5);
      expect(FORM_COLUMNS.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0))).toEqual(formIn(store, text));
    }
  });

  it('gives a closed month the same figures whichever day the system was started', () => {
    const earlier = createOneStopStore(smallWorld(Date.parse('2026-09-03T08:00:00+07:00')));
    for (const text of ['calendar:2025-06', 'calendar:2026-07']) expect(formIn(earlier, text)).toEqual(formIn(store, text));
    expect(formIn(createOneStopStore(smallWorld(NOW, 8)), 'calendar:2026-07')).not.toEqual(formIn(store, 'calendar:2026-07'));
  });

  it('holds three whole years, with weekends off, a dip at Tết and more online from year to year', () => {
    const received = (text: string): number => formIn(store, text)[11] ?? NaN;
    expect(store.standing(spanOf('calendar:2023-11'), NOW)).toBe('closed');
    expect(store.standing(spanOf('calendar:2022'), NOW)).toBe('before-data');
    expect(store.standing(spanOf('calendar:2026-12'), NOW)).toBe('not-begun');
    expect(received('calendar:2026-11-15')).toBe(0);
    expect(received('calendar:2026-02')).toBeLessThan(0.75 * received('calendar:2026-03'));
    const online = (text: string): number => (formIn(store, text)[15] ?? NaN) / received(text);
    expect(online('calendar:2024')).toBeLessThan(online('calendar:2025'));
    expect(online('calendar:2026-10')).toBeGreaterThan(0.8);
  });
});
