import { join } from 'node:path';
import pino from 'pino';
import type { Province } from '@/config/province';
import { CELL_STATUS } from '@/domain/cube/types';
import type { Dataset, DatasetData } from '@/domain/dataset';
import { err } from '@/domain/result';
import type { Answer } from '@/federation/answer';
import { createFederation } from '@/federation/create-federation';
import type { Transport } from '@/federation/http/connection';
import { nodeThread } from '@/federation/worker/node-thread';
import { ROOT } from '../build/build';
import { createOutbound } from '../datasets/outbound/create-outbound';
import { systemResolve } from '../datasets/outbound/guarded-agents';
import { readSources, type SourcePlan } from '../datasets/outbound/read-sources';
import { faultText } from '../pack';
import { checkPack } from '../packs/check-pack';
import { packIds } from '../packs/compose-pack';
import { readSettings } from '../settings';
import { postgresWay, type DatabaseWay } from '../warehouse/postgres-transport';
import type { Command, CommandIo } from './command';
import { wrongCall } from './store-of';

const FORM = 'ask <dataset> [name=value …]';
const SHOWN = 8;
/** The embedded warehouse lies in the store, which one process at a time may open. */
const NEEDS_A_GATEWAY: Transport = () => Promise.resolve(err({ kind: 'misconfigured', pointer: '/source', expected: 'cổng đang chạy / a running gateway', got: 'warehouse: embedded' }));

/** Puts one question to its source, by the pack and `SOURCES_FILE` as the gateway would: how a new source is tried before anybody sees it. */
export const askCommand: Command = {
  name: 'ask',
  usage: {
    form: '<dataset> [name=value …]',
    vi: 'Hỏi thử một bộ số liệu tới đúng nguồn của nó, nói rõ lỗi ở đâu. Không cần cổng đang chạy.',
    en: 'Asks one dataset of its source and says where it fails. Needs no running gateway.',
  },
  async run([id, ...pairs], io) {
    const params = paramsOf(pairs);
    if (id === undefined || params === null) return wrongCall(io, FORM);
    const packs = join(ROOT, 'public', 'provinces');
    const settings = readSettings(io.env, await packIds(packs));
    if (!settings.ok) return complained(io, settings.error);
    const { province, faults } = await checkPack(packs, settings.value.province);
    if (province === null || faults.length > 0) complained(io, faults.map(faultText));
    const dataset = province?.datasets.get(id);
    if (!province || !dataset) return complained(io, [`${id}: gói không có bộ số liệu này / no such dataset in the pack`]);
    const plans = settings.value.sourcesFile === null ? null : readSources(settings.value.sourcesFile, [...province.sources.keys()], io.env);
    if (plans && !plans.ok) return complained(io, plans.error);
    return asked(io, province, dataset, params, plans?.value ?? new Map(), settings.value.mockUrl);
  },
};

function complained(io: CommandIo, lines: readonly string[]): number {
  for (const line of lines) io.complain(`✗ ${line}`);
  return 1;
}

/** `unit=40`, `units=40,16681` for a list; null where a part is no pair. */
function paramsOf(pairs: readonly string[]): Record<string, string | readonly string[]> | null {
  const params: Record<string, string | readonly string[]> = {};
  for (const pair of pairs) {
    const [, name, value] = /^([A-Za-z][\w-]*)=(.+)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) return null;
    params[name] = value.includes(',') ? value.split(',') : value;
  }
  return params;
}

async function asked(
  io: CommandIo, province: Province, dataset: Dataset, params: Record<string, string | readonly string[]>, plans: ReadonlyMap<string, SourcePlan>, fallback: URL | null,
): Promise<number> {
  const refused = (because: string): void => io.complain(`✗ không kết nối / not connected: ${because}`);
  const ways: DatabaseWay[] = [];
  const outbound = createOutbound({
    plans, fallback, onRefused: (_source, because) => refused(because),
    transportOf: (id, plan) => {
      if (plan.kind === 'embedded') return NEEDS_A_GATEWAY;
      const way = postgresWay(plan, { source: id, log: pino({ level: 'silent' }), resolve: systemResolve, refused });
      ways.push(way);
      return way.transport;
    },
  });
  const source = province.sources.get(dataset.source);
  const federation = createFederation({
    sources: new Map(source ? [[source.id, source]] : []), datasets: new Map([[dataset.id, dataset]]), startThread: nodeThread,
    resolveUrl: () => '', connection: () => (source ? outbound.connectionOf(source) : {}),
  });
  try {
    const faults = await federation.checkDatasets();
    if (faults.length > 0) return complained(io, faults.map(({ pointer, expected, got }) => `${dataset.id}${pointer}: cần/expected ${expected}; gặp/got ${got}`));
    const started = performance.now();
    const answer = await federation.ask({ dataset: dataset.id, params }, new AbortController().signal);
    const ms = Math.round(performance.now() - started);
    if (answer.ok) return told(io, dataset, answer.value, ms, outbound.holdsSecret);
    const { kind, pointer = '', expected, got, httpStatus } = answer.error;
    const place = `${pointer && ` tại/at ${pointer}`}${expected === undefined ? '' : `; cần/expected ${expected}`}${got === undefined ? '' : `; gặp/got ${got}`}${httpStatus === undefined ? '' : `; HTTP ${httpStatus}`}`;
    return complained(io, [outbound.holdsSecret(place) ? `${kind} (${ms} ms)` : `${kind}${place} (${ms} ms)`]);
  } finally {
    federation.dispose();
    await Promise.all(ways.map((way) => way.close()));
  }
}

function told(io: CommandIo, { classification }: Dataset, { data, asOf, partial, notes = [], provenance }: Answer, ms: number, holdsSecret: (text: string) => boolean): number {
  const standing = [`as-of ${asOf === null ? 'không nói/not said' : new Date(asOf).toISOString()}`, ...(partial ? [`thiếu/partial ${partial.present}/${partial.expected}`] : []), ...notes.map(({ code, count }) => `${code} ×${count}`)];
  io.say(`✓ ${provenance.request} · ${ms} ms · ${standing.join(' · ')}`);
  const lines = linesOf(data, classification !== 'personal');
  if (lines.some(holdsSecret)) return complained(io, ['nguồn trả lại thông tin đăng nhập của ta / the source gives our credentials back']);
  lines.forEach((line) => io.say(line));
  return 0;
}

/** What came, in a few lines; of rows that may be about people only how many there are and what they hold. */
function linesOf(data: DatasetData, mayShow: boolean): string[] {
  if (data.kind === 'cube') {
    const shape = data.dimensions.map(({ id, categories }) => `${id} ×${categories.length}`).join(' · ');
    return [`cube: ${shape} = ${data.values.length}`, ...Array.from(data.values.subarray(0, SHOWN), (value, at) => `  ${codesAt(data, at).join(' · ')} = ${Number.isNaN(value) ? '–' : value} (${CELL_STATUS[data.status[at] ?? 0] ?? ''})`)];
  }
  const rows = data.kind === 'events' ? data.rows.map(({ id, values }) => ({ id, values })) : data.features.map(({ id, properties }) => ({ id, values: properties }));
  return [`${data.kind}: ${rows.length}`, ...rows.slice(0, mayShow ? SHOWN : 1).map(({ id, values }) => (mayShow ? `  ${id} ${JSON.stringify(values)}` : `  (${Object.keys(values).join(', ')})`))];
}

function codesAt({ dimensions }: Extract<DatasetData, { kind: 'cube' }>, position: number): string[] {
  let rest = position;
  return [...dimensions].reverse().map(({ categories }) => {
    const code = categories[rest % categories.length]?.code ?? '';
    rest = Math.floor(rest / categories.length);
    return code;
  }).reverse();
}
