import type { DatasetSpec } from '../../connector';

/** Recorded from alertmanager 0.25.0 (Debian 12): `/api/v2/alerts`, the second alert silenced; its second receiver is added. */
export const alertsPayload = [
  {
    annotations: { summary: 'Máy chủ không trả lời' }, endsAt: '2026-11-21T18:25:36.632Z', fingerprint: 'fd361ea115397872', receivers: [{ name: 'truc' }], startsAt: '2026-11-21T18:21:36.632Z',
    status: { inhibitedBy: [], silencedBy: [], state: 'active' }, updatedAt: '2026-11-21T18:21:36.638Z', generatorURL: 'http://prometheus.example:39090/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
    labels: { alertname: 'HostDown', host: 'may-chu-2', instance: '127.0.0.1:39101', job: 'node', severity: 'critical', unit: '16681' },
  },
  {
    annotations: { description: 'thử', summary: 'Luôn có' }, endsAt: '2026-11-21T18:25:31.632Z', fingerprint: '646e4ee6c3cb5d3e', receivers: [{ name: 'truc' }, { name: 'lanh-dao' }], startsAt: '2026-11-21T18:21:31.632Z',
    status: { inhibitedBy: [], silencedBy: ['96f4970b-6f21-4036-918f-98ad7242750b'], state: 'suppressed' }, updatedAt: '2026-11-21T18:21:58.113Z', generatorURL: 'http://prometheus.example:39090/graph?g0.expr=vector%281%29&g0.tab=1',
    labels: { alertname: 'Always', host: 'web-01', severity: 'warning' },
  },
];

/** Recorded from alertmanager 0.25.0: `/api/v2/silences`; the second as the API's documentation describes an expired one. */
export const silencesPayload = [
  {
    id: '96f4970b-6f21-4036-918f-98ad7242750b', status: { state: 'active' }, updatedAt: '2026-11-21T18:21:58.113Z', comment: 'bảo trì', createdBy: 'truc', endsAt: '2026-11-22T10:00:00.000Z',
    matchers: [{ isEqual: true, isRegex: false, name: 'alertname', value: 'Always' }, { isEqual: false, isRegex: true, name: 'host', value: 'db-.*' }], startsAt: '2026-11-21T18:21:58.113Z',
  },
  { id: '0d2f', status: { state: 'expired' }, updatedAt: '2026-11-20T00:00:00.000Z', comment: 'đã xong', createdBy: 'truc', endsAt: '2026-11-20T00:00:00.000Z', matchers: [{ isRegex: false, name: 'unit', value: '16681' }], startsAt: '2026-11-19T00:00:00.000Z' },
];

const base = { connector: 'alertmanager', shape: 'events', classification: 'internal', parameters: [{ name: 'unit', required: false }] } as const;

/** Reads {@link alertsPayload}. */
export const alertsDataset: DatasetSpec = {
  ...base, id: 'alerts',
  request: { kind: 'alerts', filter: ['unit="{unit}"', 'severity!="none"'], silenced: true, inhibited: false },
  mapping: { fields: [
    { id: 'name', type: 'text', from: 'labels/alertname' }, { id: 'severity', type: 'text', from: 'labels/severity', words: { critical: 'critical', '*': 'other' } }, { id: 'state', type: 'text', from: 'status/state' },
    { id: 'since', type: 'instant', from: 'startsAt' }, { id: 'unit', type: 'text', from: 'labels/unit', optional: true }, { id: 'receivers', type: 'text', from: 'receivers/*/name', optional: true },
    { id: 'silencedBy', type: 'text', from: 'status/silencedBy/*', optional: true },
  ] },
};

/** Reads {@link silencesPayload}. */
export const silencesDataset: DatasetSpec = {
  ...base, id: 'silences',
  request: { kind: 'silences', states: ['active', 'pending'] },
  mapping: { fields: [{ id: 'about', type: 'text' }, { id: 'to', type: 'instant', from: 'endsAt' }, { id: 'by', type: 'text', from: 'createdBy', personal: true }] },
};
