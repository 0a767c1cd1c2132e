import { quote } from '@/config/config-fault';
import type { PackFault, Report } from '@/config/config-fault';
import { isRecord } from '@/config/schema/values';
import type { Fields } from '@/config/versions';
import type { Json } from '@/domain/dataset';
import type { UnitRegistry } from '@/domain/org-unit/types';
import type { Result } from '@/domain/result';
import { readTemplate } from '@/reports/template/schema';
import type { ReportTemplate } from '@/reports/template/template';
import { readBody, readStored, type Bodies, type DocumentKind, type ReadBody } from './documents';
import { joined } from './compare';
import { canonical } from './json-limits';

/** As {@link readBody}, of templates too: for the gateway, and pages that have to do with them. */
export function readDocument<K extends DocumentKind>(kind: K, raw: unknown, units: UnitRegistry | null = null): Result<ReadBody<Bodies[K]>, readonly PackFault[]> {
  const readers: { readonly [Each in DocumentKind]: () => Result<ReadBody<Bodies[Each]>, readonly PackFault[]> } = {
    dashboard: () => readBody('dashboard', raw, units),
    'report-template': () => readStored('report-template', raw, templateOf),
    scene: () => readBody('scene', raw, units),
    'widget-options': () => readBody('widget-options', raw, units),
    preferences: () => readBody('preferences', raw, units),
  };
  return readers[kind]();
}

/**
 * What keeps `raw` from being saved as document `id`; empty where nothing does. A part that is bad but `standing` already holds does not:
 * it came from another build, and whoever mends the rest must not be stopped by it.
 */
export function saveFaults(kind: DocumentKind, documentId: string, raw: unknown, standing: unknown, units: UnitRegistry | null): readonly PackFault[] {
  const read = readDocument(kind, raw, units);
  if (!read.ok) return read.error;
  if (kind === 'dashboard' && 'id' in read.value.body && read.value.body.id !== documentId) {
    return [{ code: 'contradiction', file: kind, pointer: '/id', expected: documentId, got: quote(read.value.body.id) }];
  }
  const kept = standing === null ? new Set<string>() : new Set(partsOf(kind, standing));
  return read.value.faults.filter((fault) => !kept.has(canonical(partAt(kind, raw, fault.pointer))));
}

/** Both brought together ({@link joined}); null also where the whole would not do as a document: two tiles moved onto the same ground. */
export function merged(kind: DocumentKind, id: string, base: Json, mine: Json, theirs: Json): Json {
  const body = joined(base, mine, theirs);
  return body !== null && saveFaults(kind, id, body, null, null).length === 0 ? body : null;
}

function templateOf(fields: Fields, report: Report): ReportTemplate | undefined {
  const read = readTemplate(fields, 'report-template');
  (read.ok ? read.value.faults : read.error).forEach(report);
  return read.ok ? read.value.template : undefined;
}

/** Lists whose entries stand or fall alone; of other kinds each field does. */
const PARTS: { readonly [kind in DocumentKind]?: string } = { dashboard: 'tiles', 'report-template': 'blocks' };

/** The parts of a stored body that stand or fall alone, as canonical text. */
function partsOf(kind: DocumentKind, raw: unknown): readonly string[] {
  if (!isRecord(raw)) return [];
  const list = PARTS[kind];
  const parts = list ? raw[list] : Object.values(raw);
  return Array.isArray(parts) ? parts.flatMap((part: Json) => [canonical(part), ...(kind === 'report-template' ? partsOf(kind, part) : [])]) : [];
}

/** The part that a fault of `readDocument` is about; of blocks within blocks the inmost one. */
function partAt(kind: DocumentKind, raw: unknown, pointer: string): unknown {
  const [, first = '', second = '', ...rest] = pointer.split('/');
  if (!isRecord(raw)) return raw;
  const part: Json | undefined = raw[first];
  const list = PARTS[kind];
  if (!list) return part;
  if (first !== list || !Array.isArray(part)) return raw;
  const entry = (part as readonly Json[])[Number(second)];
  return kind === 'report-template' && rest[0] === list ? partAt(kind, entry, `/${rest.join('/')}`) : entry;
}

