import { refuse } from '../../fault';
import { cleanText } from '../../payload/clean-text';
import { flagAt, listAt, nameAt, objectAt, optional, textAt, type Keyed } from '../../shape';
import { readTable } from '../json-stat/read-table';
import { updatedOf } from './listing';

/** One value that a dimension of a table can take. */
export interface MetaCategory {
  readonly code: string;
  readonly label: string;
  /** How deep the label is indented: the office's way to draw a hierarchy. */
  readonly depth: number;
  /** Base of its unit, of the dimension of contents. */
  readonly unit: string | null;
}
export interface MetaDimension {
  readonly id: string;
  readonly label: string;
  /** What the office says it is; `other` where it says nothing. */
  readonly role: 'time' | 'geo' | 'metric' | 'other';
  readonly categories: readonly MetaCategory[];
  /** May be left out of a question: the office then gives the total. */
  readonly eliminable: boolean;
}
/** What a table is about, before any of its figures is asked for. */
export interface TableMeta {
  readonly title: string;
  readonly updated: string | null;
  readonly dimensions: readonly MetaDimension[];
}

const depthOf = (label: string): number => label.length - label.trimStart().length;
const category = (code: string, label: string, unit: string | null): MetaCategory => ({ code: code.normalize('NFC'), label: cleanText(label).trim(), depth: depthOf(label), unit });

function variableOfV1(row: Keyed, pointer: string): MetaDimension {
  const codes = listAt(row['values'], `${pointer}/values`);
  const labels = listAt(row['valueTexts'], `${pointer}/valueTexts`);
  if (labels.length !== codes.length) refuse('malformed', `${pointer}/valueTexts`, `${codes.length} texts`, labels);
  const flag = (key: string): boolean => optional(row[key], (value) => flagAt(value, `${pointer}/${key}`)) ?? false;
  return {
    id: nameAt(row['code'], `${pointer}/code`).normalize('NFC'),
    label: textAt(row['text'], `${pointer}/text`).trim(),
    role: flag('time') ? 'time' : 'other',
    categories: codes.map((code, at) => category(nameAt(code, `${pointer}/values/${at}`), textAt(labels[at], `${pointer}/valueTexts/${at}`), null)),
    eliminable: flag('elimination'),
  };
}

function rolesOf(root: Keyed): ReadonlyMap<string, MetaDimension['role']> {
  const role = objectAt(root['role'] ?? {}, '/role');
  const named = (key: 'time' | 'geo' | 'metric') => listAt(role[key] ?? [], `/role/${key}`).map((id, at) => [nameAt(id, `/role/${key}/${at}`).normalize('NFC'), key] as const);
  return new Map([...named('time'), ...named('geo'), ...named('metric')]);
}

/** Labels with their spaces, which the reader of tables takes away. */
function rawLabels(root: Keyed, id: string): Keyed {
  const dimension = objectAt(objectAt(root['dimension'], '/dimension')[id] ?? {}, `/dimension/${id}`);
  return objectAt(objectAt(dimension['category'] ?? {}, `/dimension/${id}/category`)['label'] ?? {}, `/dimension/${id}/category/label`);
}

function metaOfV2(root: Keyed): TableMeta {
  // A description has no figures, or the first of them: an object by position may be empty.
  const table = readTable({ ...root, value: {}, status: undefined });
  const roles = rolesOf(root);
  return {
    title: table.label.trim(),
    updated: updatedOf(table.updated),
    dimensions: table.dimensions.map(({ id, label, categories }): MetaDimension => {
      const raw = rawLabels(root, id);
      return {
        id, label: label.trim(), role: roles.get(id) ?? 'other', eliminable: false,
        categories: categories.map(({ code, label: text, unit }) => category(code, typeof raw[code] === 'string' ? raw[code] : text, unit?.base ?? null)),
      };
    }),
  };
}

/** Reads a table's description: `{title, variables}` of v1, JSON-stat 2.0 of v2. Throws `Refusal`. */
export function readTableMeta(payload: unknown): TableMeta {
  const root = objectAt(payload, '');
  if (root['error'] !== undefined) refuse('source-error', '/error', 'an answer without failure', root['error']);
  if (root['variables'] === undefined) return metaOfV2(root);
  const dimensions = listAt(root['variables'], '/variables').map((each, at) => variableOfV1(objectAt(each, `/variables/${at}`), `/variables/${at}`));
  if (dimensions.length === 0) refuse('malformed', '/variables', 'at least one variable', root['variables']);
  return { title: textAt(root['title'], '/title').trim(), updated: null, dimensions };
}
