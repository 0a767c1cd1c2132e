import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import { revisionHeader, isConflict } from '../pages/report-call';
import type { Call } from '../pages/report-call';
import { useAsk, type Asked } from '../pages/use-ask';
import { readSchedules, type ScheduleList } from './parse-schedule';
import type { ScheduleCard } from './schedule';
import { sameWish, type ScheduleWish } from './schedule-draft';

/** What a deed came to: null where it is done. */
export type Outcome = GatewayProblem | null;

export interface SchedulesDesk {
  readonly list: Asked<ScheduleList>;
  readonly busy: ShallowRef<boolean>;
  readonly create: (wish: ScheduleWish, key: string) => Promise<Outcome>;
  readonly change: (card: ScheduleCard, wish: ScheduleWish, takeOver: boolean) => Promise<Outcome>;
  readonly turn: (card: ScheduleCard, enabled: boolean) => Promise<Outcome>;
  readonly run: (card: ScheduleCard) => Promise<Outcome>;
  readonly remove: (card: ScheduleCard) => Promise<Outcome>;
}
const PATH = '/api/report-schedules';
export const schedulePath = (id: string, more = ''): string => `${PATH}/${encodeURIComponent(id)}${more}`;

/** The list of schedules and what is done with them; it is read anew after every deed, and where somebody else was first. */
export function useSchedules(call: Call): SchedulesDesk {
  const list = useAsk(() => call('GET', PATH), readSchedules);
  const busy = shallowRef(false);
  async function done(...asked: Parameters<Call>): Promise<Outcome> {
    busy.value = true;
    const reply = await call(...asked);
    busy.value = false;
    if (reply.ok || isConflict(reply.error)) await list.load();
    return reply.ok ? null : reply.error;
  }
  const change: SchedulesDesk['change'] = ({ id, revision }, wish, takeOver) => done('PUT', schedulePath(id), { ...wish, takeOver }, revisionHeader(revision));
  return {
    list, busy, change,
    create: (wish, key) => done('POST', PATH, { ...wish, key }),
    turn: (card, enabled) => change(card, sameWish(card, enabled), false),
    run: ({ id }) => done('POST', schedulePath(id, '/run')),
    remove: ({ id, revision }) => done('DELETE', schedulePath(id), undefined, revisionHeader(revision)),
  };
}
