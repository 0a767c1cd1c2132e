import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type Actor } from '@/domain/access';
import { localDate, startOfDay } from '@/domain/civil';
import { toInstant } from '@/domain/time';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { needsPurpose, unmaskableOf } from './purpose';
import { rightsOf } from './rights-of';
import { datasetOf, datasets, grants, person, role, rules, rulesOf } from './testing/random-access';

const leader = role('leader', [{ datasets: '*', classes: ['public', 'internal', 'personal'], units: 'all' }], ['unmask', 'export']);
const clerk = role('clerk', [{ datasets: '*', classes: ['internal'], units: 'own' }, { datasets: ['d'], classes: ['personal'], units: 'own' }], ['unmask']);
const watcher = role('watcher', [{ datasets: '*', classes: ['internal', 'personal'], units: 'all' }], ['operate']);
const province = sampleProvince({ access: rulesOf([leader, clerk, watcher]) });
const dossiers = datasetOf({ classification: 'personal', unitScope: { parameter: 'unit', field: 'unit' } });
const open = datasetOf({ classification: 'public' });
const of = (actor: Actor, at = SAMPLE_NOW) => rightsOf(actor, province, at);
const screen = (parts: Partial<Extract<Actor, { kind: 'screen' }>> = {}): Actor =>
  ({ kind: 'screen', id: 's', name: 'Sảnh', unit: null, classes: ['public', 'internal'], dashboards: ['leaders'], ...parts });

describe('rights', () => {
  it('of nobody are what is public, and nothing to do', () => {
    const rights = of({ kind: 'anonymous' });
    expect(rights).toMatchObject({ identity: 'anonymous', roles: ['anonymous'], actions: [], dashboards: '*' });
    expect(rights.share(dossiers)).toBeNull();
    expect(rights.share(open)).toMatchObject({ units: 'all', mayUnmask: false, key: 'public' });
  });

  it('show personal fields only with the right, a purpose for this very dataset, and while it lasts', () => {
    const grant = [{ role: 'clerk', unit: '16681' }];
    expect(of(person(grant)).share(dossiers)).toMatchObject({ mayUnmask: true, classes: new Set(['internal']) });
    expect(of(person(grant, ['other'])).share(dossiers)?.classes.has('personal')).toBe(false);
    expect(of(person(grant, ['d'])).share(dossiers)?.classes.has('personal')).toBe(true);
    const late = { ...person(grant), purposes: [{ dataset: 'd', purpose: 'inspection', until: SAMPLE_NOW }] } as Actor;
    expect(of(late).share(dossiers)?.classes.has('personal')).toBe(false);
    expect(of(late, toInstant(SAMPLE_NOW - 1)).share(dossiers)?.classes.has('personal')).toBe(true);
    const without = of(person([{ role: 'watcher', unit: null }], ['d'])).share(dossiers);
    expect(without).toMatchObject({ mayUnmask: false, classes: new Set(['internal']) });
    expect([needsPurpose(of(person(grant)).share(dossiers)), needsPurpose(of(person(grant, ['d'])).share(dossiers)), needsPurpose(without ?? null)]).toEqual([true, false, false]);
  });

  it('of two grants never join the class of one to the units of the other', () => {
    const share = of(person([{ role: 'watcher', unit: null }, { role: 'clerk', unit: '16681' }], ['d'])).share(dossiers);
    expect(share?.units).toBe('all');
    expect(share?.narrower?.get('personal')).toEqual(new Set(['16681', '16663']));
  });

  it('are for the units of the day: below the unit, and what they came from', () => {
    const units = (unit: string, at = SAMPLE_NOW) => of(person([{ role: 'clerk', unit }]), at).share(dossiers)?.units;
    expect(units('16732')).toEqual(new Set(['16732', '16717']));
    expect(units('40')).toBe('all');
    expect(units('412')).toBeUndefined();
    const before = startOfDay(localDate('2025-06-30'));
    expect(units('412', before)).toEqual(new Set(['412', '16663', '16681', '16717', '16732']));
  });

  it('are nothing for a role or a unit that is none', () => {
    for (const grant of [{ role: 'gone', unit: null }, { role: 'leader', unit: '99999' }, { role: 'screen', unit: null }]) {
      const rights = of(person([grant], ['d']));
      expect([rights.roles, rights.actions, rights.may('unmask'), rights.share(dossiers)]).toEqual([[], [], false, null]);
    }
  });

  it('to do something are bounded by the unit of the grant', () => {
    const rights = of(person([{ role: 'clerk', unit: '16681' }]));
    expect([rights.may('unmask'), rights.may('unmask', '16681'), rights.may('unmask', '16663'), rights.may('unmask', '16732'), rights.may('export')]).toEqual([true, true, true, false, false]);
  });

  it('of a screen end at its pairing and at the role of screens', () => {
    expect(of(screen()).share(dossiers)).toMatchObject({ classes: new Set(['internal']), units: 'all', mayUnmask: false });
    expect(of(screen({ unit: '16732' })).share(dossiers)?.units).toEqual(new Set(['16732', '16717']));
    expect(of(screen({ classes: ['public'] })).share(dossiers)).toBeNull();
    expect(of(screen({ classes: ['public', 'internal', 'personal', 'restricted'] })).share(datasetOf({ classification: 'restricted' }))).toBeNull();
    expect(of(screen({ datasets: ['other'] })).share(dossiers)).toBeNull();
    expect(of(screen({ datasets: ['other'] })).share(open)?.key).toBe('public');
    expect(of(screen({ datasets: ['d'] })).share(dossiers)?.key).toBe('internal:*');
    expect(of(screen())).toMatchObject({ actions: [], dashboards: ['leaders'], landing: 'leaders', roles: ['screen'] });
  });

  it('are named anew when they change, and alike for whoever holds the same', () => {
    const identity = (...held: Parameters<typeof person>) => of(person(...held)).identity;
    expect(identity([{ role: 'clerk', unit: '16681' }])).toMatch(/^person:p1:[0-9a-f]{16}$/);
    expect(identity([{ role: 'clerk', unit: '16681' }])).not.toBe(identity([{ role: 'clerk', unit: '16732' }]));
    expect(identity([{ role: 'clerk', unit: '16681' }], ['d'])).toBe(identity([{ role: 'clerk', unit: '16681' }]));
    const other = sampleProvince({ access: rulesOf([leader, { ...clerk, may: ['export'] }]) });
    expect(rightsOf(person([{ role: 'clerk', unit: '16681' }]), other, SAMPLE_NOW).identity).not.toBe(identity([{ role: 'clerk', unit: '16681' }]));
    expect(of(screen()).identity).not.toBe(of(screen({ classes: ['public'] })).identity);
  });

  it('of everybody have one key for what is wholly public', () => {
    fc.assert(fc.property(rules, grants, grants, (access, one, other) => {
      const there = sampleProvince({ access });
      const keys = [person(one), person(other, ['d']), { kind: 'anonymous' } as const, screen()].map((actor) => rightsOf(actor, there, SAMPLE_NOW).share(open)?.key);
      expect(new Set(keys)).toEqual(new Set(['public']));
    }));
  });

  it('are the same in whatever order grants come', () => {
    fc.assert(fc.property(rules, grants, datasets, (access, held, dataset) => {
      const there = sampleProvince({ access });
      const [one, other] = [held, [...held].reverse()].map((each) => rightsOf(person(each, ['d']), there, SAMPLE_NOW));
      expect(other?.share(dataset)?.key).toBe(one?.share(dataset)?.key);
      expect(other?.identity).toBe(one?.identity);
      expect(ACTIONS.map((action) => other?.may(action))).toEqual(ACTIONS.map((action) => one?.may(action)));
    }));
  });

  it('say which datasets a purpose would open', () => {
    const there = { ...province, datasets: new Map([['d', dossiers], ['open', open]]) };
    expect(unmaskableOf(rightsOf(person([{ role: 'clerk', unit: '16681' }]), there, SAMPLE_NOW), there)).toEqual(['d']);
    expect(unmaskableOf(rightsOf({ kind: 'anonymous' }, there, SAMPLE_NOW), there)).toEqual([]);
  });

  it('cost little the second time', () => {
    const actor = person([{ role: 'clerk', unit: '16681' }]);
    expect(of(actor).share(dossiers)).toBe(of({ ...actor }).share(dossiers));
  });
});
