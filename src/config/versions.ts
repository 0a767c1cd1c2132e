import type { Json } from '@/domain/dataset';
import { quote } from './config-fault';
import type { Report } from './config-fault';
import { isRecord } from './schema/values';

/** Kinds of file a pack is made of. */
export type FileKind = 'province' | 'units' | 'sources' | 'datasets' | 'indicators' | 'targets' | 'index-766' | 'form-06' | 'access' | 'dashboard' | 'systems' | 'categories' | 'widgets' | 'layers' | 'scene' | 'vocabulary' | 'report-template' | 'working-days';
export type Fields = Readonly<Record<string, Json>>;

/** Brings the content of a file of version n to version n + 1. Pure; never throws, since the schema speaks after it. */
type Migration = (old: Fields) => Fields;

/** What came is all optional: tabs, sections, variables, layouts by surface. An older portal must say that it cannot read them. */
const widened: Migration = (old) => old;

/**
 * Steps from version 1 upwards, by kind. The newest version of a kind is one more than its steps; a released step is never changed
 * (`test/upgrade` keeps the files of every released version).
 */
const MIGRATIONS: Readonly<Record<FileKind, readonly Migration[]>> = {
  province: [], units: [], sources: [], datasets: [], indicators: [], targets: [], 'index-766': [], 'form-06': [], access: [], dashboard: [widened], systems: [], layers: [], categories: [], widgets: [], scene: [], vocabulary: [], 'report-template': [], 'working-days': [],
};

/** The `schemaVersion` that this build writes and reads without migration. */
export const currentVersion = (kind: FileKind): number => MIGRATIONS[kind].length + 1;

/**
 * Content of a file in today's form, without its `schemaVersion`; undefined after reporting why not. A version newer than this
 * build is never guessed at.
 */
export function upgraded(kind: FileKind, file: string, raw: Json, report: Report): Fields | undefined {
  if (!isRecord(raw)) {
    report({ code: 'type', file, pointer: '', expected: 'object', got: quote(raw) });
    return undefined;
  }
  const { schemaVersion: version, ...content } = raw;
  const newest = currentVersion(kind);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    report({ code: 'version', file, pointer: '/schemaVersion', expected: `1…${newest}`, got: quote(version) });
    return undefined;
  }
  if (version > newest) {
    report({ code: 'version-newer', file, pointer: '/schemaVersion', expected: `≤ ${newest}`, got: String(version) });
    return undefined;
  }
  return MIGRATIONS[kind].slice(version - 1).reduce<Fields>((old, step) => step(old), content);
}
