import type { Core } from '../../core';
import type { Gateway, RouteRules } from '../../http/route';
import { writerOf } from '../report-routes';
import type { Templates } from '../report-templates';
import type { Reports } from '../reports';
import { createSchedules } from './create-schedules';
import { remindersFor, remindUntil, type SendReminders } from './reminders';
import { createScheduleClock } from './schedule-clock';
import { scheduleRoutes } from './schedule-routes';
import { remindersAnswer } from './schedule-schemas';
import type { DeliveryPort, PeoplePort, ViewPort } from './schedules';

const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };

export interface SchedulePorts {
  readonly people: PeoplePort;
  readonly reports: Pick<Reports, 'make'>;
  readonly templates: Templates;
  readonly deliveries: DeliveryPort;
  readonly views: ViewPort | null;
  readonly sendReminders: SendReminders;
}

/** Schedules and reminders of this gateway, joined to its application. They need no setting; `stop` leaves what is being made to others. */
export function openSchedules(app: Gateway, core: Core, ports: SchedulePorts): { readonly stop: () => Promise<void> } {
  const clock = createScheduleClock(core, ports);
  scheduleRoutes(app, createSchedules(core, { ...ports, wake: () => void clock.work() }), ports.views !== null);
  app.get('/api/report-reminders', {
    config: READ, schema: { tags: ['reports'], summary: 'Reports that the reader’s own units owe soon, or late', response: { 200: remindersAnswer } },
  }, async (request) => ({ reminders: await remindersFor(core, ports.templates, writerOf(request)) }));
  const stopReminding = core.store.elect('report-reminders', (signal) => remindUntil(core, { templates: ports.templates, send: ports.sendReminders }, signal));
  return {
    stop: async () => {
      await Promise.all([clock.stop(), stopReminding()]);
    },
  };
}
