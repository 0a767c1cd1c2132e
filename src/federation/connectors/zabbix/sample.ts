import type { DatasetSpec } from '../../connector';

/** Documented (Zabbix 6.0 manual, problem.get), with `selectTags`. */
export const problemsPayload = {
  jsonrpc: '2.0',
  result: [
    { eventid: '1245463', source: '0', object: '0', objectid: '15112', clock: '1472457242', ns: '209442442', r_eventid: '0', r_clock: '0', r_ns: '0', correlationid: '0', userid: '0', name: 'Zabbix agent on localhost is unreachable for 5 minutes', acknowledged: '1', severity: '3', suppressed: '0', opdata: '', urls: [], tags: [{ tag: 'unit', value: '16681' }, { tag: 'test tag', value: 'test value' }] },
    { eventid: '1245464', source: '0', object: '0', objectid: '15113', clock: '1472457281', ns: '0', r_eventid: '0', r_clock: '0', r_ns: '0', correlationid: '0', userid: '0', name: 'Máy in báo lỗi', acknowledged: '0', severity: '5', suppressed: '1', opdata: '', urls: [], tags: [] },
  ],
  id: 1,
};

/** Documented (Zabbix 6.0 manual, item.get): a measured item, and one that never was. */
export const itemsPayload = {
  jsonrpc: '2.0',
  result: [
    { itemid: '23298', hostid: '10084', name: 'Context switches per second', key_: 'system.cpu.switches', units: 'sps', value_type: '3', lastclock: '1351090998', lastns: '564054253', lastvalue: '2729', prevvalue: '2730', hosts: [{ hostid: '10084', name: 'may-chu-1' }] },
    { itemid: '23299', hostid: '10085', name: 'Context switches per second', key_: 'system.cpu.switches', units: 'sps', value_type: '3', lastclock: '0', lastns: '0', lastvalue: '0', prevvalue: '0', hosts: [{ hostid: '10085', name: 'may-chu-2' }] },
  ],
  id: 1,
};

/** Documented (Zabbix 6.0 manual, error handling). */
export const errorPayload = { jsonrpc: '2.0', error: { code: -32602, message: 'Invalid params.', data: 'No groups for host "Linux server".' }, id: 1 };

const base = { connector: 'zabbix', classification: 'internal', parameters: [{ name: 'hosts', required: false }] } as const;

/** Reads {@link problemsPayload}. */
export const problemsDataset: DatasetSpec = {
  ...base, id: 'problems', shape: 'events',
  request: { method: 'problem.get', params: { output: 'extend', selectTags: 'extend', hostids: '{hosts}' }, limit: 500 },
  mapping: { fields: [
    { id: 'name', type: 'text' }, { id: 'severity', type: 'text', words: { '3': 'medium', '5': 'critical' } }, { id: 'since', type: 'instant', from: 'clock' }, { id: 'ended', type: 'instant', from: 'r_clock' },
    { id: 'taken', type: 'boolean', from: 'acknowledged' }, { id: 'unit', type: 'text', from: 'tags/tag=unit/value', optional: true },
  ] },
};

/** Reads {@link itemsPayload} into a cube of host by metric. */
export const itemsDataset: DatasetSpec = {
  ...base, id: 'items', shape: 'cube',
  request: { method: 'item.get', params: { output: 'extend', selectHosts: 'extend' } },
  mapping: { dimensions: [{ id: 'host', from: 'hosts/0/name' }], metric: { from: 'key_', metrics: { 'system.cpu.switches': { code: 'switches', unit: 'count', decimals: 0 } } } },
};
