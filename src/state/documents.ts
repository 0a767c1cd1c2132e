import * as z from 'zod/mini';
import { checkedValue } from '@/config/checked';
import { quote } from '@/config/config-fault';
import type { PackFault, Report } from '@/config/config-fault';
import type { Dashboard } from '@/config/dashboard';
import { dashboardOf } from '@/config/dashboards';
import type { Scene } from '@/config/scene';
import { sceneContent } from '@/config/schema/scene';
import { calendar, id, isRecord, list, text } from '@/config/schema/values';
import { currentVersion, upgraded } from '@/config/versions';
import type { Fields } from '@/config/versions';
import type { Json } from '@/domain/dataset';
import type { UnitRegistry } from '@/domain/org-unit/types';
import type { CalendarId } from '@/domain/period/types';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import type { Text } from '@/domain/text';
import type { ReportTemplate } from '@/reports/template/template';
import { bytesOf, jsonFlaw, MAX_BODY_BYTES } from './json-limits';

/** What people make and share. Closed list; every body is JSON with a `schemaVersion` beside its content. */
export const DOCUMENT_KINDS = ['dashboard', 'report-template', 'scene', 'widget-options', 'preferences'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The one id of everybody's own preferences. */
export const MY_PREFERENCES = 'mine';
/** Kebab-case, at most 64 characters. */
export const DOCUMENT_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const isDocumentId = (value: string): boolean => value.length <= 64 && DOCUMENT_ID.test(value);

/** What a unit wants of its widgets where no tile says otherwise: options by widget. Each widget's own schema reads them. */
export interface WidgetOptions {
  readonly widgets: OptionsByWidget;
}
export type OptionsByWidget = { readonly [widget: string]: { readonly [option: string]: Json } };
/** What a person chose, on every device they sign in at. A later build may have added more, which stays. */
export interface Preferences {
  readonly theme?: 'light' | 'dark' | 'wall';
  readonly language?: 'vi' | 'en';
  readonly calendar?: CalendarId;
  /** Dashboard opened first. */
  readonly dashboard?: string;
  /** `dashboard:<id>` and `indicator:<id>`, in the person's order. */
  readonly favourites?: readonly string[];
  /** As in a unit's own document, for this person alone. */
  readonly widgetOptions?: OptionsByWidget;
}
export interface Bodies {
  readonly dashboard: Dashboard;
  readonly 'report-template': ReportTemplate;
  readonly scene: Omit<Scene, 'id'>;
  readonly 'widget-options': WidgetOptions;
  readonly preferences: Preferences;
}

type Migration = (old: Fields) => Fields;

/** A scene was dashboards in turn, the same on every screen. */
function inTurn({ title, dashboards, seconds }: Fields): Fields {
  const named: readonly Json[] = Array.isArray(dashboards) ? dashboards : [];
  const items = named.map((dashboard): Json => ({ shows: { kind: 'dashboard', dashboard }, seconds: seconds ?? null }));
  return { title: title ?? null, transition: 'cut', zones: [{ shows: { kind: 'playlist', items } }] };
}
/** A template was a title and blocks that nobody had read yet; it may be made for whom and when anybody likes. */
const framed = (old: Fields): Fields => ({
  periods: { calendar: 'calendar', kinds: ['month', 'quarter', 'half', 'nine-months', 'year'] }, levels: ['province', 'department', 'commune'], orientation: 'portrait', ...old,
});
/** Steps from version 1 upwards. A released step is never changed (`test/upgrade`). Dashboards have the steps of the pack's own. */
const MIGRATIONS: Readonly<Record<Exclude<DocumentKind, 'dashboard'>, readonly Migration[]>> = { 'report-template': [framed], scene: [inTurn], 'widget-options': [], preferences: [] };

/** The `schemaVersion` that this build writes. */
export const bodyVersion = (kind: DocumentKind): number => (kind === 'dashboard' ? currentVersion(kind) : MIGRATIONS[kind].length + 1);

/** A body as it is stored and sent: today's version beside its content. */
export const bodyOf = <K extends DocumentKind>(kind: K, content: Bodies[K]): Fields => ({ schemaVersion: bodyVersion(kind), ...(content as object as Fields) });

const options: z.ZodMiniType<OptionsByWidget> = z.record(id, z.custom<OptionsByWidget[string]>(isRecord, { params: { fault: 'type', expected: 'object' } }));
const widgetOptions: z.ZodMiniType<WidgetOptions> = z.strictObject({ widgets: options });
const favourite = z.string().check(z.regex(/^(?:dashboard|indicator):[a-z0-9][a-z0-9-]{0,63}$/));
const choices: Readonly<Record<keyof Preferences, z.ZodMiniType>> = { theme: z.enum(['light', 'dark', 'wall']), language: z.enum(['vi', 'en']), calendar, dashboard: id, favourites: list(favourite, 200), widgetOptions: options };

/** A body in today's form, with the faults of what had to be left out of it. */
export interface ReadBody<T> {
  readonly body: T;
  readonly faults: readonly PackFault[];
}

/** Kinds whose form every page knows; that of templates is read where templates are ({@link readDocument}). */
export type PlainKind = Exclude<DocumentKind, 'report-template'>;

/**
 * A stored body → its content, brought to today's version. One bad tile or choice is left out and told among `faults`; only what cannot
 * be read at all is an error. `units` lets unit codes be checked; without it any is believed. Pure; never throws.
 */
export function readBody<K extends PlainKind>(kind: K, raw: unknown, units: UnitRegistry | null = null): Result<ReadBody<Bodies[K]>, readonly PackFault[]> {
  const readers: { readonly [Each in PlainKind]: (fields: Fields, report: Report) => Bodies[Each] | undefined } = {
    dashboard: (fields, report) => dashboardOf(fields, kind, units, report),
    scene: (fields, report) => checkedValue(fields, sceneContent, kind, [], report),
    'widget-options': (fields, report) => checkedValue(fields, widgetOptions, kind, [], report),
    preferences: preferencesOf,
  };
  return readStored(kind, raw, readers[kind]);
}

/** A stored body of any kind by the reader of its content; undefined from it is an error. */
export function readStored<T>(kind: DocumentKind, raw: unknown, read: (fields: Fields, report: Report) => T | undefined): Result<ReadBody<T>, readonly PackFault[]> {
  const faults: PackFault[] = [];
  const report: Report = (fault) => void faults.push(fault);
  const content = storable(kind, raw, report) ? contentOf(kind, raw, report) : undefined;
  const body = content && read(content, report);
  return body === undefined ? err(faults) : ok({ body, faults });
}

function storable(kind: DocumentKind, raw: unknown, report: Report): raw is Json {
  const flaw = jsonFlaw(raw);
  if (flaw) report({ file: kind, ...flaw });
  const bytes = flaw ? 0 : bytesOf(raw);
  if (bytes > MAX_BODY_BYTES) report({ code: 'too-large', file: kind, pointer: '', expected: `≤ ${MAX_BODY_BYTES} bytes`, got: String(bytes) });
  return !flaw && bytes <= MAX_BODY_BYTES;
}

function contentOf(kind: DocumentKind, raw: Json, report: Report): Fields | undefined {
  if (kind === 'dashboard') return upgraded(kind, kind, raw, report);
  const version = isRecord(raw) ? raw['schemaVersion'] : undefined;
  const newest = bodyVersion(kind);
  if (!isRecord(raw) || typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > newest) {
    const newer = typeof version === 'number' && version > newest;
    report({ code: newer ? 'version-newer' : 'version', file: kind, pointer: '/schemaVersion', expected: `1…${newest}`, got: quote(version) });
    return undefined;
  }
  const { schemaVersion: _version, ...content } = raw;
  return MIGRATIONS[kind].slice(version - 1).reduce<Fields>((old, step) => step(old), content);
}

function preferencesOf(fields: Fields, report: Report): Preferences {
  const bad = Object.entries(choices).filter(([name, schema]) => Object.hasOwn(fields, name) && checkedValue(fields[name], schema, 'preferences', [name], report) === undefined);
  const dropped = new Set(bad.map(([name]) => name));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !dropped.has(name)));
}

/** The title in a stored body, for lists; null where it has none that can be read. */
export function titleOf(raw: unknown): Text | null {
  const title = isRecord(raw) ? raw['title'] : undefined;
  const read = checkedValue(title, text(200), '', [], () => undefined);
  return read ?? null;
}
