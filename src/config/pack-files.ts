import type { Json } from '@/domain/dataset';
import { pointerOf, quote } from './config-fault';
import type { Report } from './config-fault';
import { readPackText } from './pack-text';
import { isRecord } from './schema/values';
import { upgraded } from './versions';
import type { Fields, FileKind } from './versions';

/** One opened file in today's form. */
export interface PackFile {
  readonly file: string;
  readonly kind: FileKind;
  /** Of the pack that is extended, not of the province itself. */
  readonly inherited: boolean;
  readonly fields: Fields;
}

/** What a file says, but for its remark to readers. */
export const contentOf = ({ fields }: PackFile): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'note'));

/** What a page can do without at its first paint: cards of indicators and systems that no dashboard of the pack shows. Report templates are left for later too. */
export const CATALOGUE = 'catalogue/';

/** Whether a file of a composed pack is asked for only when it is needed; those of an extended pack stand under its id. */
export const isCatalogueFile = (path: string): boolean => /^(?:[a-z0-9-]+\/)?(?:catalogue|reports)\//.test(path);

/** What was saved from the portal and joined to the pack's files by the gateway: it never takes the place of what the pack itself says. */
export const SAVED_DATASETS = 'saved/datasets.json';

const KINDS: Readonly<Record<string, FileKind>> = {
  'province.json': 'province', 'units.json': 'units', 'sources.json': 'sources', 'datasets.json': 'datasets',
  'indicators.json': 'indicators', 'targets.json': 'targets', 'index-766.json': 'index-766', 'form-06.json': 'form-06', 'access.json': 'access', 'systems.json': 'systems', 'layers.json': 'layers', 'categories.json': 'categories', 'widgets.json': 'widgets', 'vocabulary.json': 'vocabulary', 'working-days.json': 'working-days',
  [SAVED_DATASETS]: 'datasets',
};

/** Folders whose files each hold entries of one kind: a long list is kept by topic. */
const FOLDERS: Readonly<Record<string, FileKind>> = { dashboards: 'dashboard', indicators: 'indicators', datasets: 'datasets', sources: 'sources', systems: 'systems', layers: 'layers', categories: 'categories', scenes: 'scene', reports: 'report-template' };

/** What a file of a pack holds, by its path inside the pack. Files under `catalogue/` are as those beside it; a page asks for them when it needs them. */
export function kindOf(path: string): FileKind | undefined {
  const own = path.startsWith(CATALOGUE) ? path.slice(CATALOGUE.length) : path;
  if (Object.hasOwn(KINDS, own)) return KINDS[own];
  const [, folder = ''] = /^([a-z]+)\/[a-z0-9-]{1,64}\.json$/.exec(own) ?? [];
  return Object.hasOwn(FOLDERS, folder) ? FOLDERS[folder] : undefined;
}

/** Opens one file. Undefined after reporting why it cannot be read. */
export function openFile(file: string, kind: FileKind, inherited: boolean, text: unknown, report: Report): PackFile | undefined {
  if (typeof text !== 'string') {
    report({ code: 'type', file, pointer: '', expected: 'text', got: quote(text) });
    return undefined;
  }
  const raw = readPackText(file, text, report);
  const fields = raw === undefined ? undefined : upgraded(kind, file, raw, report);
  return fields && { file, kind, inherited, fields };
}

/** Opens every file of a pack but `province.json`; `base` names the pack that is extended. */
export function openFiles(files: Readonly<Record<string, unknown>>, base: string | undefined, report: Report): PackFile[] {
  return Object.keys(files).sort().flatMap((file) => {
    const inherited = base !== undefined && file.startsWith(`${base}/`);
    const kind = kindOf(inherited ? file.slice(base.length + 1) : file);
    if (kind === 'province') return [];
    if (!kind) {
      report({ code: 'unknown-file', file, pointer: '', expected: Object.keys(KINDS).join(' | '), got: quote(file) });
      return [];
    }
    return openFile(file, kind, inherited, files[file], report) ?? [];
  });
}

/** One entry of a list file, not yet checked, and where it stands. */
export interface Entry {
  readonly id: string;
  readonly raw: Json;
  readonly file: string;
  readonly path: readonly PropertyKey[];
}

export interface ListForm {
  readonly kind: FileKind;
  /** The list's field in the file. */
  readonly field: string;
  /** What an entry is known by. */
  readonly key: string;
  /** Other fields of the file, which somebody else reads. */
  readonly beside?: readonly string[];
}

/**
 * Entries of a list file, the province's own over the inherited ones: an own entry replaces the inherited entry of the same id whole and
 * takes its place, `remove` takes inherited entries away, the rest follow. Of two entries of one id in one pack the first stands; of one in
 * the pack, inherited or not, and one saved from the portal, the pack's.
 */
export function entriesOf(opened: readonly PackFile[], form: ListForm, report: Report): Entry[] {
  const layers = opened.filter((each) => each.kind === form.kind).sort((a, b) => Number(b.inherited) - Number(a.inherited));
  const merged = new Map<string, Entry>();
  // A list may stand in several files of one pack: an id stands in one of them.
  const seenIn = { true: new Set<string>(), false: new Set<string>() };
  for (const layer of layers) {
    for (const [index, id] of removals(layer, report).entries()) {
      if (!merged.delete(id)) report({ code: 'unknown-ref', file: layer.file, pointer: pointerOf(['remove', index]), expected: 'an inherited entry', got: quote(id) });
    }
    const seen = seenIn[`${layer.inherited}`];
    for (const entry of listed(layer, form, report)) {
      if (seen.has(entry.id) || (layer.file === SAVED_DATASETS && merged.has(entry.id))) report({ code: 'duplicate-id', file: entry.file, pointer: pointerOf([...entry.path, form.key]), expected: 'each id once', got: quote(entry.id) });
      else merged.set(entry.id, entry);
      seen.add(entry.id);
    }
  }
  return [...merged.values()];
}

const ENTRY_LIMIT = 5_000;

function listed({ file, fields }: PackFile, { field, key, beside = [] }: ListForm, report: Report): Entry[] {
  const known = [field, ...beside, 'note', 'remove'];
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) report({ code: 'unknown-field', file, pointer: pointerOf([name]), expected: known.join(', '), got: quote(name) });
  }
  const list = fields[field] ?? [];
  if (!Array.isArray(list) || list.length > ENTRY_LIMIT) {
    report({ code: Array.isArray(list) ? 'too-many' : 'type', file, pointer: pointerOf([field]), expected: `a list of at most ${ENTRY_LIMIT}`, got: quote(list) });
    return [];
  }
  return list.flatMap((raw: Json, index): Entry[] => {
    const path = [field, index];
    const id = isRecord(raw) && Object.hasOwn(raw, key) ? raw[key] : undefined;
    if (typeof id === 'string') return [{ id, raw, file, path }];
    report({ code: isRecord(raw) ? (id ?? null) === null ? 'required' : 'type' : 'type', file, pointer: pointerOf(isRecord(raw) ? [...path, key] : path), expected: isRecord(raw) ? 'string' : 'object', got: quote(isRecord(raw) ? id : raw) });
    return [];
  });
}

function removals({ file, fields }: PackFile, report: Report): string[] {
  const remove = fields['remove'] ?? [];
  if (Array.isArray(remove) && remove.every((id: Json) => typeof id === 'string')) return remove as string[];
  report({ code: 'type', file, pointer: '/remove', expected: 'a list of ids', got: quote(remove) });
  return [];
}
