import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../civil';
import { measured, missing } from '../measure';
import { lastPeriods } from '../period/period';
import { period } from '../period/text';
import type { Period } from '../period/types';
import { EMPTY_FORM_06, checkCarryOver, checkForm06, form06Of, onTimeRate, sumForm06, type Dossier } from './form-06';
import type { DossierStateMapping, Form06Counts } from './types';

const MAPPING: DossierStateMapping = {
  version: 'test',
  states: [
    { code: 1, fold: 'not-counted' }, { code: 3, fold: 'not-counted' }, { code: 4, fold: 'pending' }, { code: 5, fold: 'pending-in-term' },
    { code: 7, fold: 'settled-on-time' }, { code: 9, fold: 'settled' }, { code: 10, fold: 'settled' },
  ],
};
const OCTOBER = period('calendar:2026-10');
const dossier = (received: string, ended: string | null, due: string, change: Partial<Dossier> = {}): Dossier => ({
  receivedOn: localDate(received), endedOn: ended === null ? null : localDate(ended), dueOn: localDate(due), channel: 'counter', state: ended === null ? 4 : 9, ...change,
});
const row = (dossiers: Dossier[], today?: string): Partial<Form06Counts> => {
  const counts = form06Of(dossiers, OCTOBER, MAPPING, today === undefined ? undefined : localDate(today));
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
};

describe('form06Of', () => {
  it('places one dossier after another', () => {
    expect(row([dossier('2026-10-05', '2026-10-10', '2026-10-12', { channel: 'online' })])).toEqual({ received: 1, receivedOnline: 1, settled: 1, settledEarly: 1 });
    expect(row([dossier('2026-10-05', '2026-10-12', '2026-10-12', { channel: 'postal' })])).toEqual({ received: 1, receivedDirect: 1, settled: 1, settledOnTime: 1 });
    expect(row([dossier('2026-09-05', '2026-10-13', '2026-10-12')])).toEqual({ received: 1, carriedOver: 1, settled: 1, settledLate: 1 });
    expect(row([dossier('2026-10-05', '2026-11-01', '2026-10-31')])).toEqual({ received: 1, receivedDirect: 1, pending: 1, pendingInTerm: 1 });
    expect(row([dossier('2026-10-05', null, '2026-10-30')])).toEqual({ received: 1, receivedDirect: 1, pending: 1, pendingOverdue: 1 });
  });
  it('counts nobody who came later or left before', () => {
    expect(row([dossier('2026-11-01', null, '2026-11-30'), dossier('2026-09-01', '2026-09-30', '2026-09-30')])).toEqual({});
  });
  it('folds states as the mapping says', () => {
    expect(row([dossier('2026-10-05', '2026-10-30', '2026-10-12', { state: 7 })])).toEqual({ received: 1, receivedDirect: 1, settled: 1, settledOnTime: 1 });
    expect(row([dossier('2026-10-05', null, '2026-10-06', { state: 5 })])).toEqual({ received: 1, receivedDirect: 1, pending: 1, pendingInTerm: 1 });
    expect(row([dossier('2026-10-05', null, '2026-10-06', { state: 1 }), dossier('2026-10-05', '2026-10-06', '2026-10-06', { state: 3 })])).toEqual({});
    expect(row([dossier('2026-10-05', '2026-10-07', '2026-10-30', { state: 4 })])).toEqual({ received: 1, receivedDirect: 1, pending: 1, pendingOverdue: 1 });
  });
  it('reckons a running period on the day itself', () => {
    const open = [dossier('2026-10-05', null, '2026-10-20')];
    expect([row(open, '2026-10-20').pendingInTerm, row(open, '2026-10-21').pendingOverdue, row(open, '2026-12-01').pendingOverdue]).toEqual([1, 1, 1]);
  });
});

const START = localDate('2025-01-01');
const random = fc.record({
  received: fc.integer({ min: -60, max: 700 }), took: fc.option(fc.integer({ min: -3, max: 200 })), term: fc.integer({ min: 0, max: 60 }),
  channel: fc.constantFrom<Dossier['channel']>('counter', 'online', 'postal'), state: fc.constantFrom(1, 3, 4, 5, 7, 9, 10, 99),
}).map(({ received, took, term, channel, state }): Dossier => ({
  receivedOn: addDays(START, received), endedOn: took === null ? null : addDays(START, received + took), dueOn: addDays(START, received + term), channel, state,
}));
const dossiers = fc.array(random, { maxLength: 120 });
const chain = fc.constantFrom('calendar:2026-10', 'administrative:2026-11', 'calendar:2026-Q3', 'calendar:2026-W40', 'administrative:2026-Q4').map((text) => lastPeriods(period(text), 12));

describe('balances', () => {
  it('hold in every row whatever the dossiers', () => {
    fc.assert(fc.property(dossiers, chain, (all, periods) => {
      for (const each of periods) expect(checkForm06(form06Of(all, each, MAPPING))).toEqual([]);
    }));
  });
  it('carry over from each period to the next', () => {
    fc.assert(fc.property(dossiers, chain, (all, periods) => {
      const rows = periods.map((each) => form06Of(all, each, MAPPING));
      rows.slice(1).forEach((next, at) => { expect(checkCarryOver(rows[at] as Form06Counts, next)).toEqual([]); });
    }));
  });
  it('add up over units and over time', () => {
    fc.assert(fc.property(dossiers, dossiers, chain, (here, there, periods) => {
      const each = periods[5] as Period;
      expect(sumForm06([form06Of(here, each, MAPPING), form06Of(there, each, MAPPING)])).toEqual(form06Of([...here, ...there], each, MAPPING));
      const months = periods.map((p) => form06Of(here, p, MAPPING));
      const settled = here.filter((d) => {
        if (d.endedOn === null || [1, 3, 4, 5].includes(d.state)) return false;
        const ended = d.endedOn < d.receivedOn ? d.receivedOn : d.endedOn;
        return (periods[0] as Period).start <= ended && ended < (periods.at(-1) as Period).end;
      }).length;
      expect(sumForm06(months).settled).toBe(settled);
    }));
  });
  it('are found broken when they are', () => {
    const good: Form06Counts = { ...EMPTY_FORM_06, received: 10, receivedOnline: 4, receivedDirect: 3, carriedOver: 3, settled: 6, settledEarly: 1, settledOnTime: 4, settledLate: 1, pending: 4, pendingInTerm: 3, pendingOverdue: 1 };
    const rules = (change: Partial<Form06Counts>): string[] => checkForm06({ ...good, ...change }).map((fault) => fault.rule);
    expect(rules({})).toEqual([]);
    expect(rules({ receivedOnline: 5 })).toEqual(['1=2+3+4']);
    expect(rules({ settledLate: 2 })).toEqual(['5=6+7+8']);
    expect(rules({ pendingOverdue: 0 })).toEqual(['9=10+11']);
    expect(rules({ settled: 7, settledLate: 2 })).toEqual(['1=5+9']);
    expect(rules({ receivedOnline: -4, receivedDirect: 11 })).toEqual(['counted']);
    expect(rules({ pendingInTerm: 2.5, pendingOverdue: 1.5 })).toEqual(['counted', 'counted']);
    expect(checkCarryOver(good, { ...good, carriedOver: 3 })).toEqual([{ rule: '4=previous 9', left: 3, right: 4 }]);
  });
});

describe('onTimeRate', () => {
  it('is early and on time over settled', () => {
    expect(onTimeRate({ ...EMPTY_FORM_06, settled: 8, settledEarly: 2, settledOnTime: 5, settledLate: 1 })).toEqual(measured(87.5));
    expect(onTimeRate({ ...EMPTY_FORM_06, settled: 8, settledEarly: 8 }, 'provisional')).toEqual(measured(100, 'provisional'));
  });
  it('does not exist where nothing was settled', () => {
    expect(onTimeRate(EMPTY_FORM_06)).toEqual(missing('not-applicable'));
  });
});
