import { role, rulesOf } from '@/access/testing/random-access';
import { rightsOf } from '@/access/rights-of';
import { parsePack } from '@/config/parse-pack';
import { packOf } from '@/config/testing/good-pack';
import type { Province } from '@/config/province';
import type { Actor, Grant, StatedPurpose } from '@/domain/access';
import type { Dataset } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import { goodPayload, hereThread, sendJson, sourceOf, startSource, datasetOf, type TestSource } from '../../../test/contract/federation-server';
import type { Store } from '../../store/store';
import { testCore, type TestCore } from '../../testing/test-gateway';
import type { Reader } from '../admit';
import { createDatasetDesk, type DatasetDesk } from '../dataset-desk';
import { createOutbound, type Outbound } from '../outbound/create-outbound';

/* For tests: a small province over a source of the test's own, and people with different shares of it. */

const mapping = (fields: string, expression: string): Dataset['mapping'] => ({ expects: {}, expression, fields: JSON.parse(fields) as Dataset['mapping'][string] });

/** `totals`: a public cube. `alerts`: internal rows by unit. `dossiers`: rows with a personal field. `secrets`: nobody's. */
export const DATASETS: readonly Dataset[] = [
  datasetOf('totals', 'one-stop', { classification: 'public', parameters: [{ name: 'unit', required: false }, { name: 'period', required: false }] }),
  datasetOf('slow', 'slow', { classification: 'public' }),
  datasetOf('alerts', 'one-stop', {
    shape: 'events', unitScope: { field: 'unit' }, request: { path: 'canh-bao' },
    mapping: mapping('[{"id":"title","type":"text"},{"id":"unit","type":"text"}]', '{"rows": ds.{"id": ma, "values": {"title": ten, "unit": dv}}}'),
  }),
  datasetOf('dossiers', 'one-stop', {
    shape: 'events', classification: 'personal', unitScope: { field: 'unit' }, fieldClasses: { applicant: 'personal' }, request: { path: 'ho-so' },
    mapping: mapping('[{"id":"applicant","type":"text","personal":true},{"id":"unit","type":"text"}]', '{"rows": ds.{"id": ma, "values": {"applicant": ten, "unit": dv}}}'),
  }),
  datasetOf('secrets', 'one-stop', { classification: 'restricted' }),
];
export const ROWS = { ds: [{ ma: '1', ten: 'Nguyễn Thị Bình', dv: 'H41.06' }, { ma: '2', ten: 'Trần Văn Cường', dv: '16681' }] };

export function smallProvince(datasets: readonly Dataset[] = DATASETS): Province {
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is not good');
  return {
    ...province,
    sources: new Map(['one-stop', 'slow'].map((id) => [id, sourceOf(id)])),
    datasets: new Map(datasets.map((each) => [each.id, each])),
    access: rulesOf([
      role('leader', [{ datasets: '*', classes: ['public', 'internal', 'personal'], units: 'all' }], ['unmask', 'export']),
      role('head', [{ datasets: '*', classes: ['public'], units: 'all' }, { datasets: '*', classes: ['internal', 'personal'], units: 'own' }], ['unmask']),
    ]),
  };
}

export const ANYBODY: Actor = { kind: 'anonymous' };
export const person = (id: string, grants: readonly Grant[], purposes: readonly StatedPurpose[] = []): Actor =>
  ({ kind: 'person', id, name: id, title: '', unit: null, session: `s-${id}`, grants, purposes });
export const LEADER = person('leader', [{ role: 'leader', unit: null }]);
export const HEAD = person('head', [{ role: 'head', unit: 'H41.06' }]);
export const inspecting = (actor: Actor, until: number): Actor =>
  actor.kind === 'person' ? { ...actor, purposes: [{ dataset: 'dossiers', purpose: 'inspection', until: toInstant(until) }] } : actor;

export interface DeskBench {
  readonly core: TestCore;
  readonly desk: DatasetDesk;
  readonly source: TestSource;
  readonly outbound: Outbound;
  readonly reader: (actor?: Actor) => Reader;
  readonly ask: (dataset: string, actor?: Actor, params?: Readonly<Record<string, string>>, signal?: AbortSignal) => ReturnType<DatasetDesk['ask']>;
  /** Another gateway over the same store, by its own configuration in force where one is given. */
  readonly another: (store?: Store, inForce?: TestCore['province']) => DatasetDesk;
  readonly stop: () => Promise<void>;
}

/** A source that answers every dataset; questions to `slow` never end. */
export async function openBench(store: Store, outbound?: Outbound, province = smallProvince()): Promise<DeskBench> {
  const source = await startSource();
  source.handler = (req, res) => {
    if (req.url?.startsWith('/slow/')) return;
    sendJson(res, /canh-bao|ho-so/.test(req.url ?? '') ? ROWS : goodPayload);
  };
  const core = testCore(store, province);
  const ways = outbound ?? createOutbound({ plans: new Map(), fallback: new URL(source.url), onRefused: () => undefined });
  const open = (on: TestCore): DatasetDesk => createDatasetDesk(on, ways, { startThread: hereThread });
  const desk = open(core);
  const reader = (actor: Actor = ANYBODY): Reader => ({ actor, rights: rightsOf(actor, core.province.current(), toInstant(core.clock())) });
  const others: DatasetDesk[] = [];
  return {
    core, desk, source, reader, outbound: ways,
    ask: (dataset, actor, params = {}, signal = new AbortController().signal) => desk.ask({ dataset, params }, reader(actor), signal),
    another: (on = store, inForce = core.province) => {
      const other = open({ ...testCore(on, province), province: inForce, clock: core.clock, events: core.events });
      others.push(other);
      return other;
    },
    stop: async () => {
      await Promise.all([desk, ...others].map((each) => each.stop()));
      await source.close();
    },
  };
}
