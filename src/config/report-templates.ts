import * as z from 'zod/mini';
import type { Text } from '@/domain/text';
import { checkedValue } from './checked';
import { quote } from './config-fault';
import type { Report } from './config-fault';
import { contentOf } from './pack-files';
import type { PackFile } from './pack-files';
import { id, text } from './schema/values';
import type { Fields } from './versions';

/**
 * A report template of a pack. `body` is as the file has it, without `schemaVersion` and `id`: what a template may say is checked where reports
 * are made, as with one that people keep.
 */
export interface PackTemplate {
  readonly id: string;
  readonly title: Text;
  readonly body: Fields;
}

const known: z.ZodMiniType<{ id: string; title: Text }> = z.looseObject({ id, title: text(200) });

/** Report templates of a pack by id; the province's own replace inherited ones. */
export function readReportTemplates(opened: readonly PackFile[], report: Report): ReadonlyMap<string, PackTemplate> {
  const templates = new Map<string, PackTemplate>();
  const own = new Set<string>();
  for (const each of opened.filter(({ kind }) => kind === 'report-template').sort((a, b) => Number(b.inherited) - Number(a.inherited))) {
    const fields = contentOf(each);
    const head = checkedValue(fields, known, each.file, [], report);
    if (!head) continue;
    if (own.has(head.id) || (each.inherited && templates.has(head.id))) {
      report({ code: 'duplicate-id', file: each.file, pointer: '/id', expected: 'each template once', got: quote(head.id) });
      continue;
    }
    if (!each.inherited) own.add(head.id);
    const { id: _id, ...body } = fields;
    templates.set(head.id, { id: head.id, title: head.title, body });
  }
  return templates;
}
