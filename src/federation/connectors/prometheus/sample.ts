import type { DatasetSpec } from '../../connector';

/** Recorded from prometheus 2.42.0 (Debian 12): `query=up`. */
export const vectorPayload = {
  status: 'success',
  data: {
    resultType: 'vector',
    result: [
      { metric: { __name__: 'up', host: 'may-chu-1', instance: '127.0.0.1:39100', job: 'node' }, value: [1795285318.002, '1'] },
      { metric: { __name__: 'up', host: 'may-chu-2', instance: '127.0.0.1:39101', job: 'node' }, value: [1795285318.002, '0'] },
    ],
  },
};

/** Recorded from prometheus 2.42.0: `query=scalar(up)` over two series. */
export const scalarPayload = { status: 'success', data: { resultType: 'scalar', result: [1795285318.013, 'NaN'] } };

/** Recorded from prometheus 2.42.0: `query=up`, `step=5`. */
export const matrixPayload = {
  status: 'success',
  data: {
    resultType: 'matrix',
    result: [
      { metric: { __name__: 'up', host: 'may-chu-1', instance: '127.0.0.1:39100', job: 'node' }, values: [[1795285303, '1'], [1795285308, '1'], [1795285313, '1'], [1795285318, '1']] },
      { metric: { __name__: 'up', host: 'may-chu-2', instance: '127.0.0.1:39101', job: 'node' }, values: [[1795285303, '0'], [1795285308, '0'], [1795285313, '0'], [1795285318, '0']] },
    ],
  },
};

/** Recorded from prometheus 2.42.0, status 400: `query=up{`. */
export const errorPayload = { status: 'error', errorType: 'bad_data', error: 'invalid parameter "query": 1:4: parse error: unexpected end of input inside braces' };

/** Recorded from prometheus 2.42.0: `/api/v1/alerts`. */
export const alertsPayload = {
  status: 'success',
  data: {
    alerts: [
      {
        labels: { alertname: 'HostDown', host: 'may-chu-2', instance: '127.0.0.1:39101', job: 'node', severity: 'critical', unit: '16681' },
        annotations: { summary: 'Máy chủ không trả lời' }, state: 'firing', activeAt: '2026-11-21T18:21:36.632510205Z', value: '0e+00',
      },
      { labels: { alertname: 'Always', host: 'web-01', severity: 'warning' }, annotations: { description: 'thử', summary: 'Luôn có' }, state: 'firing', activeAt: '2026-11-21T18:21:31.632510205Z', value: '1e+00' },
    ],
  },
};

/** Documented (Prometheus HTTP API, "warnings"): an answer that stands and is not whole. */
export const warnedPayload = { ...vectorPayload, warnings: ['fetch series for {__name__="up"} failed: store gateway unavailable'] };

const base = { connector: 'prometheus', classification: 'internal', parameters: [{ name: 'from', required: false }, { name: 'to', required: false }, { name: 'hosts', required: false }] } as const;

/** Reads {@link vectorPayload} into a cube of host by metric. */
export const cubeDataset: DatasetSpec = {
  ...base, id: 'hosts-up', shape: 'cube',
  request: { kind: 'instant', query: 'up{job="node"}' },
  mapping: {
    dimensions: [{ id: 'host', label: 'Máy chủ', from: 'labels/host', codes: { 'may-chu-1': 'Máy chủ một', 'may-chu-3': 'Máy chủ ba' } }],
    metric: { single: { code: 'up', label: 'Hoạt động', unit: 'percent', decimals: 0, multiplyBy: 100 } },
    limits: { up: { min: 0, max: 100 } },
  },
};

/** Reads {@link matrixPayload} into points in time. */
export const pointsDataset: DatasetSpec = {
  ...base, id: 'hosts-up-points', shape: 'events',
  request: { kind: 'range', query: 'up{host=~"{hosts}"}', from: '{from}', to: '{to}', step: 300 },
  mapping: {
    id: ['labels/host', 'at'],
    fields: [{ id: 'host', type: 'text', from: 'labels/host' }, { id: 'at', type: 'instant' }, { id: 'up', type: 'boolean', from: 'value' }],
  },
};

/** Reads {@link alertsPayload}. */
export const alertsDataset: DatasetSpec = {
  ...base, id: 'rule-alerts', shape: 'events',
  request: { kind: 'alerts' },
  mapping: {
    id: ['labels/alertname', 'labels/host'],
    fields: [
      { id: 'name', type: 'text', from: 'labels/alertname' },
      { id: 'severity', type: 'text', from: 'labels/severity', words: { critical: 'critical', warning: 'medium' } },
      { id: 'state', type: 'text', oneOf: ['pending', 'firing'] },
      { id: 'unit', type: 'text', from: 'labels/unit', optional: true },
      { id: 'since', type: 'instant', from: 'activeAt' },
      { id: 'value', type: 'number' },
      { id: 'summary', type: 'text', from: 'annotations/summary', optional: true },
    ],
  },
};
