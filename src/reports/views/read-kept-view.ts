import * as z from 'zod/mini';
import type { PackFault } from '@/config/config-fault';
import { isRecord } from '@/config/schema/values';
import type { OptionsByWidget } from '@/config/option-layers';
import type { Province } from '@/config/province';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { Instant, LocalDate } from '@/domain/time';
import type { Text } from '@/domain/text';
import { readBody } from '@/state/documents';
import type { FrozenAnswers } from '../freeze/frozen';
import { readFrozen } from '../register/frozen-wire';
import { scopeOf, viewHash, type KeptBoard } from './kept-view';

/** A kept view as lists show it. */
export interface ViewCard {
  readonly id: string;
  readonly dashboard: string;
  readonly title: Text;
  readonly unit: string;
  /** `periodText`. */
  readonly period: string;
  readonly at: Instant;
  /** When it goes by itself; null never. */
  readonly until: Instant | null;
  readonly by: string;
  /** `hand`, or `schedule:<id>`. */
  readonly cause: string;
  readonly note: string;
  readonly hash: string;
}
/** A kept view ready to be drawn. */
export interface OpenView extends ViewCard {
  readonly board: KeptBoard;
  readonly frozen: FrozenAnswers;
  readonly mayDelete: boolean;
  /** Parts of the dashboard that this build cannot read. */
  readonly faults: readonly PackFault[];
}
/** Why a kept view is not drawn: it is not what was kept, or this build cannot read it. */
export type ViewFault = 'altered' | 'unreadable';

const cardFields = {
  id: z.string(), dashboard: z.string(), title: z.object({ vi: z.string(), en: z.string() }), unit: z.string(), period: z.string(), at: z.number(), until: z.nullable(z.number()),
  by: z.string(), cause: z.string(), note: z.string(), hash: z.string(),
};
const card = z.object(cardFields);
const cards = z.object({ views: z.array(card), more: z.boolean() });
const options = z.custom<OptionsByWidget>(isRecord);
const layers = z.object({ national: options, province: options, own: z.array(z.object({ layer: z.enum(['national', 'province', 'unit', 'person']), options })) });
const boundary = z.union([z.object({ kind: z.literal('as-reported') }), z.object({ kind: z.literal('on-date'), date: z.custom<LocalDate>((raw) => typeof raw === 'string') })]);
const scope = z.object({
  unit: z.string(), period: z.string(), boundary, tab: z.nullable(z.string()), variables: z.record(z.string(), z.string()),
  filters: z.array(z.object({ from: z.string(), dimension: z.string(), value: z.string() })),
});
const view = z.object({ ...cardFields, board: z.object({ dashboard: z.unknown(), layers }), scope, frozen: z.unknown(), may: z.array(z.string()) });

const cardOf = ({ at, until, ...rest }: z.infer<typeof card>): ViewCard => ({ ...rest, at: toInstant(at), until: until === null ? null : toInstant(until) });

/** The answer of `GET /api/kept-views`; null where it is none. */
export function readCards(raw: unknown): { readonly views: readonly ViewCard[]; readonly more: boolean } | null {
  const read = cards.safeParse(raw);
  return read.success ? { views: read.data.views.map(cardOf), more: read.data.more } : null;
}

/** The answer of `GET /api/kept-views/:id`, held against its hash. */
export async function readView(raw: unknown, province: Province): Promise<Result<OpenView, ViewFault>> {
  const read = view.safeParse(raw);
  if (!read.success || !isRecord(raw)) return err('unreadable');
  const { board, scope: kept, frozen, may, ...rest } = read.data;
  if ((await viewHash({ board: raw['board'], scope: raw['scope'], frozen: raw['frozen'] })) !== rest.hash) return err('altered');
  const [dashboard, answers] = [readBody('dashboard', board.dashboard, province.units), readFrozen(frozen)];
  if (!dashboard.ok || !answers.ok || scopeOf(kept) === null) return err('unreadable');
  return ok({ ...cardOf(rest), board: { dashboard: dashboard.value.body, layers: board.layers, scope: kept }, frozen: answers.value, mayDelete: may.includes('delete'), faults: dashboard.value.faults });
}
