import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Json } from '@/domain/dataset';
import type { Core } from '../../core';
import type { Database } from '../../store/schema';
import type { Db } from '../../store/store';
import { holderOf } from '../admission';
import type { ReportFormat } from '../formats';
import { namesOf } from '../report-rows';
import type { Writer } from '../reports';
import type { DeliveryReason, DeliveryView } from './deliveries';
import type { Destinations } from './destinations';

export type DeliveryRow = Selectable<Database['report_delivery']>;

/** Keys of two people never meet. */
export const personCause = (person: string, key: string): string => `person:${createHash('sha256').update(`${person}\n${key}`).digest('base64url').slice(0, 32)}`;

export interface DeliveryNote {
  /** Nobody in particular where the gateway does it by itself. */
  readonly by?: Writer | undefined;
  readonly deed: 'ask' | 'send' | 'arrive' | 'fail' | 'wait' | 'cancel' | 'retry';
  readonly outcome: 'done' | 'failed' | 'refused';
  readonly detail?: { readonly [key: string]: Json };
}
/** Within the transaction of the deed: who, what, where and what it came to. Figures leave the house with `send` and `arrive`. */
export function noteDelivery(core: Pick<Core, 'audit'>, db: Db, row: DeliveryRow, { by, deed, outcome, detail = {} }: DeliveryNote): Promise<void> {
  const leaves = deed === 'send' || deed === 'arrive';
  return core.audit.append(db, {
    action: leaves ? 'export' : 'state', actor: by?.actor ?? { kind: 'system' }, target: `report:${row.report}`, outcome, ...(by?.from ? { from: by.from } : {}),
    detail: { delivery: row.id, deed, destination: row.destination, format: row.format, cause: row.cause, askedBy: row.asked_by, ...(row.hash === null ? {} : { hash: row.hash }), ...detail },
  });
}

/** The page of the report looks again. The last step of a transaction. */
export async function tellReport(core: Pick<Core, 'events' | 'province'>, db: Db, report: string): Promise<void> {
  const row = await db.selectFrom('report').select(['unit', 'template', 'period']).where('id', '=', report).executeTakeFirst();
  if (row) await core.events.publish(db, { kind: 'report-changed', audience: { to: 'unit', unit: holderOf(row.unit, core.province.current()) }, payload: { ...row } });
}

const OPEN: readonly DeliveryRow['state'][] = ['waiting', 'sending'];

/** Newest first, with the names of who asked. */
export async function viewsOf(db: Db, destinations: Pick<Destinations, 'find'>, rows: readonly DeliveryRow[], isIssued: boolean): Promise<readonly DeliveryView[]> {
  const names = await namesOf(db, rows.map(({ asked_by }) => asked_by));
  return rows.map((row) => {
    const plan = destinations.find(row.destination);
    const isOpen = OPEN.includes(row.state);
    return {
      id: row.id, format: row.format as ReportFormat, destination: row.destination, cause: row.cause.startsWith('person:') ? 'person' as const : 'schedule' as const, state: row.state,
      untilIssued: row.state === 'waiting' && !isIssued && plan !== undefined && !plan.drafts,
      askedBy: names.get(row.asked_by) ?? row.asked_by, askedAt: row.asked_at.getTime(), attempts: row.attempts, nextTry: isOpen ? row.next_try.getTime() : null,
      reason: isOpen && !plan ? 'destination-gone' as const : row.reason as DeliveryReason | null, hash: row.hash, receipt: row.receipt, finishedAt: row.finished_at?.getTime() ?? null,
    };
  });
}
