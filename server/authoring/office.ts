import type { Source } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import { browseQuestion, readListing, type ListingEntry } from '@/federation/connectors/px-web/listing';
import { readTableMeta, type TableMeta } from '@/federation/connectors/px-web/table-meta';
import type { HttpQuestion } from '@/federation/connector';
import { settled, type Failure, type Fault } from '@/federation/fault';
import type { Connection } from '@/federation/http/connection';
import { defaultSleep, send, type DoorTimes } from '@/federation/http/door';
import { readJson } from '@/federation/payload/read-json';
import type { Core } from '../core';
import { metaPathOf, pathOf, type BrowsePlace } from './browse-places';

/** How sources are reached: the guarded ways of the gateway. */
export interface WaysOut {
  /** Without a base where nobody gave the source an address. */
  readonly connectionOf: (source: Source) => Connection;
  /** Whether a secret of ours stands in what a source sent. */
  readonly holdsSecret: (text: string | Buffer) => boolean;
}

/** Why an office could not be looked through: it was not there, or what it said is no listing. */
export type OfficeFault = Pick<Fault, 'pointer' | 'expected' | 'got'> & { readonly away: boolean };

export interface ListedEntry extends ListingEntry {
  /** Below the source; null for a heading. */
  readonly path: string | null;
}
export interface Folder {
  readonly entries: readonly ListedEntry[];
  readonly page: { readonly number: number; readonly of: number };
}

/** A statistics office, one question at a time. */
export interface Office {
  readonly folder: (place: BrowsePlace, path: string, page: number) => Promise<Result<Folder, OfficeFault>>;
  readonly table: (place: BrowsePlace, path: string) => Promise<Result<TableMeta, OfficeFault>>;
}

const ANSWER_BYTES = 4_000_000;
const ANSWER_MS = 6_000;
/** Above this many cells a slice of a table is not asked for only to see how its contents are counted. */
const SLICE_CELLS = 5_000;

const AWAY: ReadonlySet<Failure['kind']> = new Set(['unreachable', 'timed-out', 'unavailable', 'limited', 'cancelled', 'circuit-open']);

export function createOffice(core: Pick<Core, 'clock'>, ways: WaysOut): Office {
  const times: DoorTimes = { clock: core.clock, monotonic: () => performance.now(), random: () => Math.random(), sleep: defaultSleep };

  async function asked<T>({ source }: BrowsePlace, plan: () => HttpQuestion, read: (payload: unknown) => T): Promise<Result<T, OfficeFault>> {
    const question = settled(plan);
    if (!question.ok) return err({ ...question.error, away: false });
    const connection = ways.connectionOf(source);
    if (connection.base === undefined) return err({ away: true, pointer: '/source', expected: 'a source with an address', got: source.id });
    const bounded = { ...source, deadlineMs: Math.min(source.deadlineMs, ANSWER_MS), maxBytes: Math.min(source.maxBytes, ANSWER_BYTES) };
    const reply = await send({ source: bounded, base: new URL(connection.base), question: question.value, signal: new AbortController().signal, probe: true, connection }, times);
    if (!reply.ok) return err({ away: AWAY.has(reply.error.kind), pointer: reply.error.pointer ?? '', expected: reply.error.expected ?? 'an answer', got: reply.error.got ?? reply.error.kind });
    const { body } = reply.value;
    if (ways.holdsSecret(Buffer.from(body.buffer, body.byteOffset, body.length))) return err({ away: false, pointer: '', expected: 'an answer of its own', got: 'what it was sent' });
    const found = settled(() => read(readJson(body)));
    return found.ok ? found : err({ ...found.error, away: false });
  }

  /** What an office of API v1 tells of a table only together with figures: roles and units. Without them where it does not. */
  async function withUnits(place: BrowsePlace, path: string, meta: TableMeta): Promise<TableMeta> {
    const cells = meta.dimensions.reduce((product, { role, categories }) => product * (role === 'time' ? 1 : categories.length), 1);
    if (cells > SLICE_CELLS || !meta.dimensions.some(({ role }) => role === 'time')) return meta;
    const slice = await asked(place, () => sliceQuestion(path, meta), readTableMeta);
    if (!slice.ok) return meta;
    const told = new Map(slice.value.dimensions.map((dimension) => [dimension.id, dimension]));
    return {
      ...meta,
      updated: meta.updated ?? slice.value.updated,
      dimensions: meta.dimensions.map((dimension) => {
        const more = told.get(dimension.id);
        const units = new Map(more?.categories.map(({ code, unit }) => [code, unit]));
        return { ...dimension, role: dimension.role === 'other' ? more?.role ?? 'other' : dimension.role, categories: dimension.categories.map((each) => ({ ...each, unit: each.unit ?? units.get(each.code) ?? null })) };
      }),
    };
  }

  return {
    async folder(place, path, page) {
      const listing = await asked(place, () => browseQuestion(path, place.dialect, page), readListing);
      return listing.ok ? ok({ page: listing.value.page, entries: listing.value.entries.map((entry) => ({ ...entry, path: pathOf(place, path, entry) })) }) : listing;
    },
    async table(place, path) {
      const meta = await asked(place, () => browseQuestion(metaPathOf(place, path), place.dialect), readTableMeta);
      return meta.ok && place.dialect === 'pxweb-1' ? ok(await withUnits(place, path, meta.value)) : meta;
    },
  };
}

/** The newest time of everything. */
function sliceQuestion(path: string, { dimensions }: TableMeta): HttpQuestion {
  const query = dimensions.map(({ id, role }) => ({ code: id, selection: role === 'time' ? { filter: 'top', values: ['1'] } : { filter: 'all', values: ['*'] } }));
  return { method: 'POST', path, query: [], headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, response: { format: 'json-stat2' } }), idempotent: true };
}
