import { toInstant } from '@/domain/time';
import type { ReportTemplate } from '@/reports/template/template';
import { isDocumentId } from '@/state/documents';
import { readDocument } from '@/state/every-document';
import type { Core } from '../core';
import { listRows, readRow } from '../state/document-rows';
import { mayRead, type Reader } from '../state/who-may';
import type { Composers } from './composer';
import type { Writer } from './reports';

/** A template as lists show it. */
export interface TemplateCard extends Pick<ReportTemplate, 'title' | 'description' | 'basis' | 'periods' | 'levels' | 'regime' | 'head'> {
  readonly id: string;
  readonly origin: 'pack' | 'shared';
  /** Of one that people keep. */
  readonly revision?: number;
}
export interface FoundTemplate {
  readonly card: TemplateCard;
  readonly body: ReportTemplate;
}

/** Templates of the pack, and those that people share with the reader; one that cannot be read is left out and told to operators. */
export interface Templates {
  readonly list: (by: Writer) => Promise<readonly TemplateCard[]>;
  readonly find: (by: Writer, id: string) => Promise<FoundTemplate | null>;
  /** Of the pack alone: what units owe. */
  readonly ofPack: () => readonly FoundTemplate[];
}

const MOST = 200;

export function createTemplates(core: Pick<Core, 'store' | 'province' | 'clock' | 'log'>, composers: Pick<Composers, 'read'>): Templates {
  const told = new Set<string>();
  const found = (id: string, raw: unknown, origin: TemplateCard['origin'], revision?: number): FoundTemplate | null => {
    const read = composers.read(raw);
    if (read.ok) return { card: cardOf(id, read.value, origin, revision), body: read.value };
    if (!told.has(`${origin} ${id} ${revision ?? ''}`)) core.log.warn({ template: id, fault: read.error.slice(0, 200) }, 'a report template cannot be read');
    told.add(`${origin} ${id} ${revision ?? ''}`);
    return null;
  };
  const ofPack = (): readonly FoundTemplate[] => [...core.province.current().reportTemplates.values()].flatMap(({ id, body }) => found(id, body, 'pack') ?? []);
  const readerOf = ({ actor, rights }: Writer): Reader => ({ actor, rights, province: core.province.current(), now: toInstant(core.clock()) });

  return {
    ofPack,
    async list(by) {
      const own = ofPack();
      const taken = new Set(own.map(({ card }) => card.id));
      const rows = await listRows(core.store.db, readerOf(by), { kind: 'report-template', after: undefined, limit: MOST, deleted: false });
      const shared = await Promise.all(rows.filter(({ id }) => !taken.has(id)).map(async ({ id }) => sharedOne(by, id)));
      return [...own, ...shared.flatMap((one) => one ?? [])].map(({ card }) => card);
    },
    async find(by, id) {
      const packed = core.province.current().reportTemplates.get(id);
      return packed ? found(id, packed.body, 'pack') : sharedOne(by, id);
    },
  };

  async function sharedOne(by: Writer, id: string): Promise<FoundTemplate | null> {
    const row = isDocumentId(id) ? await readRow(core.store.db, 'report-template', id) : undefined;
    if (!row || row.deleted || !mayRead(readerOf(by), row)) return null;
    // Brought to today's version first.
    const body = readDocument('report-template', row.body);
    return body.ok ? found(id, body.value.body, 'shared', row.revision) : null;
  }
}

function cardOf(id: string, { title, description, basis, periods, levels, regime, head }: ReportTemplate, origin: TemplateCard['origin'], revision: number | undefined): TemplateCard {
  return {
    id, title, periods, levels, origin, ...(description ? { description } : {}), ...(basis ? { basis } : {}), ...(regime ? { regime } : {}), ...(head ? { head } : {}),
    ...(revision === undefined ? {} : { revision }),
  };
}
