import type { Province } from '@/config/province';
import { lastDay, comparePeriods } from '@/domain/period/period';
import { parsePeriod } from '@/domain/period/text';
import { err, ok } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { HttpQuestion } from '@/federation/connector';
import type { Transport } from '@/federation/http/connection';
import { fileFormOf, valueColumns, type FileForm } from '@/federation/tables/file-form';
import { heldTableOf, type HeldRow, type HeldTable } from '@/federation/tables/held-table';
import type { Core } from '../core';
import { StoreUnavailable } from '../store/store';
import { standingUploads, type StandingUpload } from './upload-rows';
import { unitsOf } from './who-may-load';

/** Periods told where the question names none. */
const NEWEST = 24;
const DIGITS = 8;

/** The way to a source of files: the versions that stand, merged into one table. */
export function filesTransport({ store, province, clock, log }: Pick<Core, 'store' | 'province' | 'clock' | 'log'>): Transport {
  return async (question) => {
    const dataset = province.current().datasets.get(question.path);
    if (!dataset) return err({ kind: 'misconfigured', pointer: '/id', expected: 'a dataset that comes by file' });
    try {
      const table = tableOf(await standingUploads(store.db, dataset.id), fileFormOf(dataset), question.query, province.current());
      return ok({ body: new TextEncoder().encode(JSON.stringify(table)), serverTime: toInstant(clock()), etag: null });
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) log.error({ err: fault }, 'files could not be merged');
      return err({ kind: 'unavailable' });
    }
  };
}

/** Later files win where two name the same row. Missing units stay missing. */
export function tableOf(standing: readonly StandingUpload[], form: FileForm, query: HttpQuestion['query'], { units }: Pick<Province, 'units'>): HeldTable {
  const asked = (name: string): string[] => query.flatMap(([each, value]) => (each === name ? [value] : []));
  const width = valueColumns(form).length;
  const keyAt = form.key.map((id) => valueColumns(form).findIndex((column) => column.id === id) + 2);
  const wanted = new Set([...asked('unit'), ...asked('units')]);
  const rows = new Map<string, HeldRow>();
  const used = new Map<string, StandingUpload>();
  let anonymous = 0;
  for (const file of standing) {
    const own = heldTableOf({ asOf: null, present: 0, expected: 0, units: [], version: null, rows: file.rows }, width).rows;
    for (const row of own) {
      if (wanted.size > 0 && !wanted.has(row[0])) continue;
      const name = keyAt.length > 0 ? JSON.stringify([row[0], row[1], ...keyAt.map((at) => row[at])]) : `${(anonymous += 1)}`;
      rows.set(name, row);
      used.set(row[1], file);
    }
  }
  const periods = chosenPeriods([...used.keys()], asked('period'), asked('from')[0], asked('to')[0]);
  const chosen = new Set(periods);
  const told = [...rows.values()].filter(([, period]) => chosen.has(period));
  return { ...standingOf(told, periods.length > 0 ? periods : asked('period'), form, units, wanted), ...originOf(standing.filter(({ period }) => chosen.has(period))), rows: told };
}

function chosenPeriods(known: readonly string[], exact: readonly string[], from: string | undefined, to: string | undefined): string[] {
  const read = known.flatMap((text) => {
    const period = parsePeriod(text);
    return period.ok ? [{ text, period: period.value }] : [];
  }).sort((a, b) => comparePeriods(a.period, b.period));
  const [first, last] = [from, to].map((text) => (text === undefined ? null : parsePeriod(text)));
  const within = read.filter(({ text, period }) =>
    (exact.length === 0 || exact.includes(text)) && (!first?.ok || period.end > first.value.start) && (!last?.ok || period.start < last.value.end));
  return within.slice(exact.length === 0 && from === undefined ? -NEWEST : 0).map(({ text }) => text);
}

/** Who should have sent for the newest period, and how many did. */
function standingOf(rows: readonly HeldRow[], periods: readonly string[], form: FileForm, units: Province['units'], wanted: ReadonlySet<string>): Pick<HeldTable, 'present' | 'expected' | 'units'> {
  const newest = parsePeriod(periods.at(-1) ?? '');
  if (!newest.ok) return { present: 0, expected: 0, units: [] };
  const expected = unitsOf(units.treeAt(lastDay(newest.value)), form.level).map(({ code }) => code).filter((code) => wanted.size === 0 || wanted.has(code));
  const sent = new Set(rows.filter(([, period]) => period === periods.at(-1)).map(([unit]) => unit));
  return { units: expected, expected: expected.length, present: expected.filter((code) => sent.has(code)).length };
}

/** How many files, the newest of them and its digest; never a file's name, which may hold a person's. */
function originOf(files: readonly StandingUpload[]): Pick<HeldTable, 'asOf' | 'version'> {
  const newest = files.at(-1);
  return newest ? { asOf: toInstant(newest.loaded_at.getTime()), version: `${files.length} · v${newest.version} · ${newest.sha256.slice(0, DIGITS)}` } : { asOf: null, version: null };
}
