import { jsonReply, type SourceSystem } from '../http/system';

/** What has been pushed, for a page without a gateway: nothing, since nobody took it. */
export const createPushes = (): readonly SourceSystem[] => ['push-monitoring', 'push-events'].map((id) => ({
  id,
  title: { vi: 'Hộp nhận của cổng (trống khi không có cổng)', en: 'Inbox of the gateway (empty without one)' },
  endpoints: [['GET', '/events', 'sự kiện đã nhận']],
  tickMs: 60_000,
  places: { rename: ['rows', 'cacDong'], numbers: [], rows: ['rows'], events: [] },
  answer: ({ path }) => (path === '/events' ? jsonReply({ asOf: null, rows: [] }) : jsonReply({ error: 'unknown' }, 404)),
}));
