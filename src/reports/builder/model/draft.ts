import { isRecord } from '@/config/schema/values';
import type { PackFault } from '@/config/config-fault';
import type { Json } from '@/domain/dataset';
import { bodyOf } from '@/state/documents';
import { readDocument } from '@/state/every-document';
import type { ReportTemplate } from '../../template/template';

/** A stored body as the builder works on it. */
export interface Draft {
  readonly template: ReportTemplate;
  /** Blocks that this build cannot read: kept as they are, and written back at the end. */
  readonly kept: readonly Json[];
  readonly faults: readonly PackFault[];
}

/** The body of a draft; null where its frame cannot be read. Pure. */
export function readDraft(raw: Json): Draft | null {
  const read = readDocument('report-template', raw);
  if (!read.ok) return null;
  const { body: template, faults } = read.value;
  const listed: Json = isRecord(raw) ? (raw['blocks'] ?? null) : null;
  const all: readonly Json[] = Array.isArray(listed) ? listed : [];
  let next = 0;
  const kept = all.filter((each) => {
    const isRead = isRecord(each) && each['id'] === template.blocks[next]?.id;
    if (isRead) next += 1;
    return !isRead;
  });
  return { template, kept, faults };
}

/** A draft as it is stored. */
export function rawOf({ template, kept }: Pick<Draft, 'template' | 'kept'>): Json {
  const body = bodyOf('report-template', template);
  const blocks = body['blocks'];
  return kept.length > 0 && Array.isArray(blocks) ? { ...body, blocks: [...blocks, ...kept] } : body;
}
