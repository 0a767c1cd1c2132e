import type { DatasetSpec } from '../../connector';

/** Alerts that an Alertmanager pushes: how each stands now. */
export const sampleDataset: DatasetSpec = {
  id: 'pushed-alerts', connector: 'inbox', shape: 'events', classification: 'internal', parameters: [], request: { kinds: ['alert'], newest: 500 },
  mapping: {
    latestBy: 'fingerprint',
    fields: [
      { id: 'fingerprint', type: 'text' }, { id: 'name', type: 'text', from: 'alertname' }, { id: 'status', type: 'text', oneOf: ['firing', 'resolved'] },
      { id: 'severity', type: 'text' }, { id: 'at', type: 'instant', from: 'occurredAt' },
    ],
  },
};

/** As the gateway tells what it holds, in order: one alert began and ended, another still stands. */
export const samplePayload = {
  asOf: Date.UTC(2026, 10, 21, 1),
  rows: [
    { id: 'a/firing', occurredAt: Date.UTC(2026, 10, 21, 0), sequence: 0, kind: 'alert', data: { fingerprint: 'a', alertname: 'DiskFull', status: 'firing', severity: 'critical' } },
    { id: 'b/firing', occurredAt: Date.UTC(2026, 10, 21, 0, 5), sequence: 0, kind: 'alert', data: { fingerprint: 'b', alertname: 'NodeDown', status: 'firing' } },
    { id: 'a/resolved', occurredAt: Date.UTC(2026, 10, 21, 0, 9), sequence: 1, kind: 'alert', data: { fingerprint: 'a', alertname: 'DiskFull', status: 'resolved', severity: 'critical' } },
  ],
};
