import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { mayAsk } from '@/access/may-ask';
import { rightsOf } from '@/access/rights-of';
import type { Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import { ACTIONS, type Actor } from '@/domain/access';
import { localDate, startOfDay } from '@/domain/civil';
import type { Dataset } from '@/domain/dataset';
import { checkPack } from '../packs/check-pack';

const PACKS = fileURLToPath(new URL('../../public/provinces', import.meta.url));
const NOW = startOfDay(localDate('2026-11-21'));
const UNITS: Readonly<Record<string, string | null>> = {
  'provincial-leader': null, 'department-head': 'H41.06', 'commune-chair': '16681', staff: 'H41.06', 'ioc-operator': null, 'unit-administrator': 'H41.06',
  'province-administrator': null,
};
let province: Province;
beforeAll(async () => {
  const read = await checkPack(PACKS, 'nghe-an');
  if (!read.province) throw new Error(JSON.stringify(read.faults));
  province = read.province;
});

const personOf = (role: string, purposes: readonly string[] = []): Actor => ({
  kind: 'person', id: 'p', name: 'p', title: '', unit: null, session: 's', grants: [{ role, unit: UNITS[role] ?? null }],
  purposes: purposes.map((dataset) => ({ dataset, purpose: 'inspection', until: startOfDay(localDate('2030-01-01')) })),
});
const rights = (role: string, purposes: readonly string[] = []): Rights =>
  rightsOf(role === 'anonymous' ? { kind: 'anonymous' } : role === 'screen' ? { kind: 'screen', id: 's', name: 's', unit: null, classes: ['public', 'internal'], dashboards: ['leaders'] } : personOf(role, purposes), province, NOW);
const dataset = (id: string): Dataset => {
  const found = province.datasets.get(id);
  if (!found) throw new Error(id);
  return found;
};

/** What is seen of dossiers, of the security alerts, of the whole province's traffic and of what is public; `…` is the own unit alone. */
const SEEN: readonly (readonly [role: string, dossiers: string, alerts: string, traffic: string, open: string])[] = [
  ['anonymous', 'nothing', 'nothing', 'nothing', 'public'],
  ['screen', 'internal:*', 'internal:*', 'internal:*', 'public'],
  ['provincial-leader', 'internal:*|personal:*', 'internal:*', 'internal:*', 'public'],
  ['department-head', 'internal:…|personal:…', 'internal:…', 'denied', 'public'],
  ['commune-chair', 'internal:…|personal:…', 'internal:…', 'denied', 'public'],
  ['staff', 'internal:…|personal:…', 'internal:…', 'denied', 'public'],
  ['ioc-operator', 'nothing', 'internal:*', 'internal:*', 'public'],
  ['unit-administrator', 'internal:…', 'internal:…', 'denied', 'public'],
  ['province-administrator', 'internal:*', 'internal:*', 'internal:*', 'public'],
];

describe('the roles of the base pack', () => {
  it.each(SEEN)('%s', (role, dossiers, alerts, traffic, open) => {
    const seen = (id: string): string => {
      const share = rights(role, ['procedure-overdue-dossiers']).share(dataset(id));
      if (!share) return 'nothing';
      if (dataset(id).unitScope === undefined && mayAsk(share, dataset(id), { dataset: id, params: {} }) === 'denied') return 'denied';
      return share.key.replace(/:[0-9A-Z][^|]*/g, ':…');
    };
    expect(['procedure-overdue-dossiers', 'security-alerts', 'lgsp-daily', 'procedure-by-unit'].map(seen)).toEqual([dossiers, alerts, traffic, open]);
  });

  it('unmask nothing before a purpose is stated', () => {
    for (const [role] of SEEN) for (const each of province.datasets.values()) expect(rights(role).share(each)?.classes.has('personal') ?? false).toBe(false);
    expect(['provincial-leader', 'department-head', 'commune-chair', 'staff', 'ioc-operator', 'unit-administrator', 'province-administrator', 'screen', 'anonymous']
      .filter((role) => rights(role).share(dataset('procedure-overdue-dossiers'))?.mayUnmask)).toEqual(['provincial-leader', 'department-head', 'commune-chair', 'staff']);
  });

  it('say for a commune what it took over from the wards before it', () => {
    const share = rights('commune-chair').share(dataset('procedure-overdue-dossiers'));
    const before = province.units.cover(province.units.resolve('16681', localDate('2026-01-01')) ?? (() => { throw new Error('16681'); })(), localDate('2025-06-30')).units;
    expect(before.length).toBeGreaterThan(1);
    expect(share?.units).toEqual(new Set(['16681', ...before.map(({ code }) => code)]));
    const ask = (unit: string) => share && mayAsk(share, dataset('procedure-overdue-dossiers'), { dataset: 'procedure-overdue-dossiers', params: { unit, period: 'calendar:2026-10' } });
    expect([ask('16681'), ask(before[0]?.code ?? ''), ask('40'), ask('H41.06')]).toEqual(['yes', 'yes', 'denied', 'denied']);
  });

  it.each([
    ['anonymous', []], ['screen', []],
    ['provincial-leader', ['export', 'unmask', 'dashboard.edit', 'annotate', 'scene.edit', 'report.write', 'report.approve']],
    ['department-head', ['export', 'unmask', 'dashboard.edit', 'annotate', 'template.edit', 'people.read', 'dataset.load', 'report.write', 'report.approve']],
    ['commune-chair', ['export', 'unmask', 'dashboard.edit', 'annotate', 'template.edit', 'people.read', 'dataset.load', 'report.write', 'report.approve']],
    ['staff', ['export', 'unmask', 'annotate', 'template.edit', 'dataset.load', 'report.write']],
    ['ioc-operator', ['export', 'dashboard.edit', 'annotate', 'scene.edit', 'screen.pair', 'screen.command', 'operate', 'report.write']],
    ['unit-administrator', ['dashboard.edit', 'annotate', 'template.edit', 'screen.pair', 'people.read', 'people.grant', 'dataset.load']],
    ['province-administrator', ['dashboard.edit', 'annotate', 'template.edit', 'scene.edit', 'screen.pair', 'screen.command', 'people.read', 'people.grant', 'audit.read', 'operate', 'dataset.load', 'dataset.author', 'report.write']],
  ] as const)('%s may %j', (role, actions) => {
    expect(rights(role).actions).toEqual(ACTIONS.filter((action) => (actions as readonly string[]).includes(action)));
  });

  it('open on a dashboard of theirs', () => {
    for (const [role] of SEEN) {
      const { landing, dashboards } = rights(role);
      expect(province.dashboards.some(({ id }) => id === landing), role).toBe(true);
      expect(dashboards === '*' || dashboards.includes(landing ?? ''), role).toBe(true);
    }
  });

  it('are given by the words of the sign-on, the administrator of the province alone is not', () => {
    const given = Object.values(province.access.claims.roles);
    expect(given.toSorted()).toEqual(Object.keys(UNITS).filter((role) => role !== 'province-administrator').toSorted());
  });

  it('know which field or dimension of every bounded dataset names its units', () => {
    for (const each of province.datasets.values()) {
      if (each.classification === 'public' || each.unitScope === undefined) continue;
      // Asked about one unit, the whole answer is that unit's.
      if (each.unitScope.field === undefined) {
        expect(each.parameters.find(({ name }) => name === each.unitScope?.parameter)?.required, each.id).toBe(true);
        continue;
      }
      // A table of files always names its units in this field.
      const named = each.connector === 'table-file' ? '"id":"unit"' : JSON.stringify(each.mapping);
      expect(named.includes(`\\"${each.unitScope.field}\\"`) || named.includes(`"id":"${each.unitScope.field}"`), each.id).toBe(true);
    }
    // These speak of the whole province: only who may see all of it sees them.
    expect([...province.datasets.values()].filter((each) => each.classification !== 'public' && !each.unitScope).map(({ id }) => id).toSorted()).toEqual([
      'analytics-loads', 'archives-total', 'citizen-feedback-daily', 'contact-centre-daily', 'data-centre-environment', 'documents-daily', 'infrastructure-availability-daily',
      'infrastructure-silences', 'infrastructure-systems', 'inspections-months', 'land-total', 'lgsp-callers', 'lgsp-daily', 'lgsp-hourly', 'lgsp-services', 'monitored-devices',
      'officials-total', 'portal-source-health', 'register-holdings', 'security-coverage', 'security-systems', 'security-trend',
      'system-figures', 'system-figures-bus', 'system-figures-documents', 'system-figures-national',
    ]);
  });
});
