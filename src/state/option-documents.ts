import type { Json } from '@/domain/dataset';
import type { UnitCode, UnitTree } from '@/domain/org-unit/types';
import { readBody, type DocumentKind, type OptionsByWidget } from './documents';

/** Document of the whole province's defaults of widgets. */
export const PROVINCE_WIDE = 'province';
/** Document in which a unit keeps what its widgets do. */
export const unitDocument = (code: UnitCode): string => `unit-${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

/** The province's document and those of a unit and all above it, the most general first. */
export function optionDocuments(home: UnitCode | null, tree: UnitTree): readonly string[] {
  const above: string[] = [];
  for (let unit = tree.get(home ?? ''); unit; unit = unit.parent === null ? undefined : tree.get(unit.parent)) above.unshift(unitDocument(unit.code));
  return [PROVINCE_WIDE, ...above];
}

/** What a document says of widgets; nothing where it cannot be read. */
export function optionsIn(kind: DocumentKind, body: Json): OptionsByWidget {
  if (body === null) return {};
  if (kind === 'preferences') {
    const read = readBody(kind, body);
    return read.ok ? (read.value.body.widgetOptions ?? {}) : {};
  }
  const read = readBody('widget-options', body);
  return read.ok ? read.value.body.widgets : {};
}
