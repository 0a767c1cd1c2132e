import { isRecord } from '@/config/schema/values';
import type { PackFault } from '@/config/config-fault';
import type { Json } from '@/domain/dataset';
import { bodyOf } from '@/state/documents';
import { readDocument } from '@/state/every-document';
import { DEEPEST, templateBlock } from '../../template/schema';
import type { ReportTemplate, TemplateBlock } from '../../template/template';
import { inBoth } from '../builder-words';
import { freeBlockId } from './tree';

/** A stored body as the builder works on it. */
export interface Draft {
  /** Where a block cannot be read, at whatever depth, a note stands in its place. */
  readonly template: ReportTemplate;
  /** Blocks that this build cannot read, by the id of the note that stands for them: written back as they are, wherever they are moved. */
  readonly unread: ReadonlyMap<string, Json>;
  readonly faults: readonly PackFault[];
}
export type Unread = Draft['unread'];

/** The body of a draft; null where its frame cannot be read. Pure. */
export function readDraft(raw: Json): Draft | null {
  const listed: Json = isRecord(raw) ? (raw['blocks'] ?? null) : null;
  const found = Array.isArray(listed) ? withNotes(listed) : { blocks: listed, unread: new Map<string, Json>() };
  const read = readDocument('report-template', isRecord(raw) ? { ...raw, blocks: found.blocks } : raw);
  return read.ok ? { template: read.value.body, unread: found.unread, faults: read.value.faults } : null;
}

/** A draft as it is stored. */
export function rawOf({ template, unread = new Map<string, Json>() }: { readonly template: ReportTemplate; readonly unread?: Unread }): Json {
  const body = bodyOf('report-template', template);
  const listed = body['blocks'];
  if (unread.size === 0 || !Array.isArray(listed)) return body;
  const back = (blocks: readonly Json[]): readonly Json[] => blocks.map((block) => {
    if (!isRecord(block)) return block;
    const [id, inner] = [block['id'], block['blocks']];
    if (typeof id === 'string' && unread.has(id)) return unread.get(id) ?? null;
    return Array.isArray(inner) ? { ...block, blocks: back(inner as readonly Json[]) } : block;
  });
  return { ...body, blocks: back(listed as readonly Json[]) };
}

/** Unread blocks that no command may copy or write into: the block itself, or one within it. */
export const holdsUnread = (block: TemplateBlock, unread: Unread): boolean => unread.has(block.id) || ('blocks' in block && block.blocks.some((inner) => holdsUnread(inner, unread)));

/** "hologram"; empty where it does not even say that. */
export const kindOf = (raw: Json | undefined): string => { const kind = isRecord(raw) ? raw['kind'] : undefined; return typeof kind === 'string' ? kind.replace(/[{}]/g, '').slice(0, 40) : ''; };

function withNotes(listed: readonly Json[]): { readonly blocks: readonly Json[]; readonly unread: Unread } {
  const unread = new Map<string, Json>();
  const taken = new Set<string>();
  const all = new Set(listed.flatMap(idsWithin));
  const readable = (raw: Json, depth: number): Json => {
    const [id, inner] = isRecord(raw) ? [raw['id'], raw['blocks']] : [];
    const shell = isRecord(raw) && Array.isArray(inner) ? { ...raw, blocks: [] } : raw;
    const isFree = typeof id === 'string' && !taken.has(id);
    if (depth > DEEPEST || !isFree || !templateBlock.safeParse(shell).success) {
      const own = isFree && ID.test(id) ? id : freeBlockId('unread', new Set([...taken, ...all]));
      taken.add(own);
      unread.set(own, raw);
      return { kind: 'note', id: own, text: noteOf(kindOf(raw)) } satisfies TemplateBlock;
    }
    taken.add(id);
    return isRecord(raw) && Array.isArray(inner) ? { ...raw, blocks: (inner as readonly Json[]).map((each) => readable(each, depth + 1)) } : raw;
  };
  return { blocks: listed.map((raw) => readable(raw, 1)), unread };
}

const ID = /^[A-Za-z0-9][\w.-]{0,63}$/;
function noteOf(kind: string): { readonly vi: string; readonly en: string } {
  const words = inBoth('unread.note');
  return { vi: `${words.vi} ${kind}`.trim(), en: `${words.en} ${kind}`.trim() };
}
const idsWithin = (raw: Json): readonly string[] => {
  if (!isRecord(raw)) return [];
  const [id, inner] = [raw['id'], raw['blocks']];
  return [...(typeof id === 'string' ? [id] : []), ...(Array.isArray(inner) ? (inner as readonly Json[]).flatMap(idsWithin) : [])];
};
