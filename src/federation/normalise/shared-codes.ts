import { agencyCode, entryOn, listOn, writtenCode, type CodeList } from '@/domain/code-list';
import type { Cube, Dimension } from '@/domain/cube/types';
import type { Dataset, DatasetData, Events } from '@/domain/dataset';
import type { AnswerNote } from '../answer';

/** Shared code lists of a province as data meets them. */
export interface SharedCodes {
  readonly lists: readonly CodeList[];
  /** Day on which codes are to mean something, `YYYY-MM-DD`. */
  readonly day: string;
}

interface Unknown {
  count: number;
  example: string | undefined;
}

/**
 * An answer in the words of the shared lists that its dataset names by dimension or field: codes as the list writes them, labels from
 * the version in force. A code the list does not know stays with the words it came with and is counted: dropped, it would take its
 * figures along. Two categories that turn out to be one code stay apart: the one that was written differently stays as it came.
 */
export function inSharedCodes(data: DatasetData, dataset: Pick<Dataset, 'codeLists' | 'classification' | 'unitScope'>, codes: SharedCodes): { readonly data: DatasetData; readonly notes: readonly AnswerNote[] } {
  const named = Object.entries(dataset.codeLists ?? {}).flatMap(([place, id]) => {
    const list = listOn(codes.lists, id, codes.day);
    return list ? [[place, list] as const] : [];
  });
  if (data.kind === 'features') return { data, notes: [] };
  const unknown: Unknown = { count: 0, example: undefined };
  const lists = new Map(named);
  const unitAt = dataset.unitScope?.field;
  const told = data.kind === 'cube' ? wordedCube(data, lists, unitAt, codes.day, unknown) : wordedRows(data, lists, unitAt, codes.day, unknown);
  const example = dataset.classification === 'personal' || unknown.example === undefined ? {} : { example: unknown.example.slice(0, 64) };
  return { data: told, notes: unknown.count === 0 ? [] : [{ code: 'unknown-code', count: unknown.count, ...example }] };
}

function note(unknown: Unknown, code: string): void {
  unknown.count += 1;
  unknown.example ??= code;
}

function wordedCube(cube: Cube, lists: ReadonlyMap<string, CodeList>, unitAt: string | undefined, day: string, unknown: Unknown): Cube {
  const dimensions = cube.dimensions.map((dimension) => {
    const list = lists.get(dimension.id);
    if (list) return worded(dimension, list, day, unknown);
    return dimension.id === unitAt || dimension.role === 'geo' ? rewritten(dimension) : dimension;
  });
  return dimensions.every((dimension, at) => dimension === cube.dimensions[at]) ? cube : { ...cube, dimensions };
}

/** Agencies in today's writing; codes that are none of agencies stay. */
function rewritten(dimension: Dimension): Dimension {
  const taken = new Set(dimension.categories.map(({ code }) => code));
  const codes = dimension.categories.map(({ code }) => {
    const today = agencyCode(code) ?? code;
    return today !== code && taken.has(today) ? code : today;
  });
  return codes.every((code, at) => code === dimension.categories[at]?.code) ? dimension : { ...dimension, categories: dimension.categories.map((category, at) => ({ ...category, code: codes[at] ?? category.code })) };
}

function worded(dimension: Dimension, list: CodeList, day: string, unknown: Unknown): Dimension {
  const taken = new Set(dimension.categories.map(({ code }) => code));
  const categories = dimension.categories.map((category) => {
    const entry = entryOn(list, category.code, day);
    const code = writtenCode(list, category.code) ?? category.code;
    if (!entry) note(unknown, category.code);
    const own = code !== category.code && taken.has(code) ? category.code : code;
    taken.add(own);
    return { ...category, code: own, ...(entry ? { label: entry.label.vi } : {}) };
  });
  return { ...dimension, categories };
}

function wordedRows(events: Events, named: ReadonlyMap<string, CodeList>, unitAt: string | undefined, day: string, unknown: Unknown): Events {
  const texts = events.fields.filter(({ id, type }) => type === 'text' && (named.has(id) || id === unitAt)).map(({ id }) => id);
  if (texts.length === 0) return events;
  const rows = events.rows.map((row) => {
    const values = { ...row.values };
    for (const id of texts) {
      const list = named.get(id);
      const value = values[id];
      if (typeof value !== 'string') continue;
      if (!list) {
        values[id] = agencyCode(value) ?? value;
        continue;
      }
      const entry = entryOn(list, value, day);
      if (!entry) note(unknown, value);
      // What names a unit stays a code: units are joined by it.
      values[id] = list.normalise === 'agency' ? writtenCode(list, value) ?? value : entry?.label.vi ?? value;
    }
    return { ...row, values };
  });
  return { ...events, rows };
}
