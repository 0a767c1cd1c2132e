import type { Dataset } from '@/domain/dataset';
import type { DatasetSpec } from '@/federation/connector';
import type { Params } from '@/federation/connector';
import { sampleDataset as arcGis, samplePage as arcGisPage } from '@/federation/connectors/arcgis-rest/sample';
import { sampleDataset as geoJson, sampleTopology } from '@/federation/connectors/geojson-file/sample';
import { sampleDataset as inbox, samplePayload as inboxPayload } from '@/federation/connectors/inbox/sample';
import { sampleDataset as jsonStat, samplePayload as jsonStatPayload } from '@/federation/connectors/json-stat/sample';
import { sampleDataset as ogc, samplePage as ogcPage } from '@/federation/connectors/ogc-features/sample';
import { cubeDataset as prometheus, vectorPayload } from '@/federation/connectors/prometheus/sample';
import { sampleDataset as restJson, samplePayload as restJsonPayload } from '@/federation/connectors/rest-json/sample';
import { sampleDataset as restXml, sampleSoap } from '@/federation/connectors/rest-xml/sample';
import { sampleDataset as sdmx, samplePayload as sdmxPayload } from '@/federation/connectors/sdmx-json/sample';
import { sampleDataset as sql, samplePayload as sqlPayload } from '@/federation/connectors/sql/sample';
import { sampleDataset as tableFile, samplePayload as tableFilePayload } from '@/federation/connectors/table-file/sample';
import { sampleDataset as wfs, samplePage as wfsPage, SCHOOLS } from '@/federation/connectors/wfs/sample';
import type { SourceErrorKind } from '@/federation/source-error';
import { gone, halved, renamed, repeated, replaced, retyped } from './spoilt';

/** One way to spoil a payload, and what it must come to: an error of a kind, at a place, or an answer that says so. */
export interface SpoiltCase {
  readonly row: 'S12' | 'S13' | 'S14' | 'S15';
  readonly name: string;
  readonly change: (body: string) => string;
  readonly kind?: SourceErrorKind;
  readonly pointer?: string;
  /** Parts present and expected. */
  readonly partial?: readonly [number, number];
  /** Rows or features that are left after repetition. */
  readonly rows?: number;
}

/** One connector, with a dataset and a system that answers it. */
export interface Subject {
  readonly dataset: Dataset;
  readonly params: Params;
  readonly type: string;
  readonly body: string;
  readonly spoilt: readonly SpoiltCase[];
}

const text = { vi: 'x', en: 'x' };
const JSON_TYPE = 'application/json';
const subject = (spec: DatasetSpec, params: Params, payload: unknown, spoilt: readonly SpoiltCase[], type = JSON_TYPE): Subject => ({
  dataset: { ...spec, source: spec.connector, title: text, description: text, owner: text, cadence: { kind: 'interval', seconds: 60 }, legalBasis: 'x' },
  params, type, body: typeof payload === 'string' ? payload : JSON.stringify(payload), spoilt,
});
const drift = (name: string, change: (body: string) => string, pointer?: string, kind: SourceErrorKind = 'malformed'): SpoiltCase => ({ row: 'S12', name, change, kind, ...(pointer === undefined ? {} : { pointer }) });
const jump = (change: (body: string) => string): SpoiltCase => ({ row: 'S13', name: 'a thousand times as large', change, kind: 'contradictory' });

const limits = { persons: { max: 1_000_000 } };
const table = { ma: { as: 'geo' }, tong: { as: 'metric', code: 'persons', label: 'Nhân khẩu', unit: 'person' } };
const base = { classification: 'internal', parameters: [] } as const;
const clickHouse: DatasetSpec = { ...base, id: 'c', connector: 'clickhouse', shape: 'cube', request: { statement: 'select ma, tong from t' }, mapping: { columns: table, limits } };
const trino: DatasetSpec = { ...clickHouse, id: 't', connector: 'trino' };
const alerts: DatasetSpec = { ...base, id: 'a', connector: 'alertmanager', shape: 'events', request: { kind: 'alerts' }, mapping: { id: ['fingerprint'], fields: [{ id: 'name', type: 'text', from: 'labels/alertname' }, { id: 'since', type: 'instant', from: 'startsAt' }] } };
const alert = (name: string) => ({ fingerprint: name, labels: { alertname: name }, annotations: {}, status: { state: 'active', inhibitedBy: [], silencedBy: [] }, startsAt: '2026-11-20T01:30:00Z', endsAt: '2026-11-20T02:30:00Z', updatedAt: '2026-11-20T01:30:00Z', receivers: [] });
const zabbix: DatasetSpec = { ...base, id: 'z', connector: 'zabbix', shape: 'events', request: { method: 'problem.get' }, mapping: { fields: [{ id: 'name', type: 'text' }, { id: 'severity', type: 'text' }] } };
const ckan: DatasetSpec = { ...base, id: 'k', connector: 'ckan', shape: 'events', request: { action: 'datastore_search', query: { resource_id: 'r' } }, mapping: { expects: { '/result/records/*/so': 'number' }, fields: [{ id: 'so', type: 'number' }], expression: '{"rows": [result.records.{"id": $string(_id), "values": {"so": so}}]}' } };

/** Every connector of the registry, once. */
export const SUBJECTS: readonly Subject[] = [
  subject(restJson, { period: 'calendar:2026-10' }, restJsonPayload, [
    drift('gone', gone('tongSo'), '/ketQua/0/tongSo'), drift('renamed', renamed('ketQua'), '/ketQua'), drift('retyped', retyped('quaHan', 'ba'), '/ketQua/0/quaHan'), jump(replaced('120', '120000000')),
  ]),
  subject(restXml, { period: 'calendar:2026-10' }, sampleSoap, [
    drift('gone', replaced('<ns:khaiSinh>12</ns:khaiSinh>', ''), '/Envelope/Body/thongKeResponse/danhSach/dong/0/khaiSinh'), drift('renamed', replaced('ns:khaiTu', 'ns:tuVong'), '/Envelope/Body/thongKeResponse/danhSach/dong/0/khaiTu'),
    drift('retyped', replaced('>12<', '>x<'), '/Envelope/Body/thongKeResponse/danhSach/dong/0/khaiSinh/#number'), jump(replaced('>12<', '>12000<')),
  ], 'text/xml'),
  subject(jsonStat, { from: 'calendar:2026-08', to: 'calendar:2026-10' }, jsonStatPayload, [drift('gone', gone('size'), '/size'), drift('renamed', renamed('dimension'), '/dimension'), drift('retyped', retyped('value', 'x'), '/value'), jump(replaced('12345678', '12345678000'))]),
  subject(sdmx, { from: 'calendar:2026-08', to: 'calendar:2026-10' }, sdmxPayload, [drift('gone', gone('dataSets'), '/data/dataSets'), drift('renamed', renamed('series'), '/data/dataSets/0/observations'), drift('retyped', retyped('observations', 'x'), '/data/dataSets/0/series/0:0/observations'), jump(replaced('12345.67', '12345670'))]),
  subject(tableFile, {}, tableFilePayload, [drift('gone', gone('rows')), drift('retyped', retyped('rows', 'x'))]),
  subject(inbox, {}, inboxPayload, [drift('gone', gone('data')), drift('renamed', renamed('rows')), drift('retyped', retyped('fingerprint', {})), { row: 'S15', name: 'repeated', change: repeated('rows'), rows: 2 }]),
  subject(wfs, {}, wfsPage(SCHOOLS.slice(0, 2), 2), [drift('gone', gone('so_hoc_sinh')), drift('renamed', renamed('ten_truong')), drift('retyped', retyped('features', 'x')), { row: 'S14', name: 'half the rows', change: halved('features'), partial: [1, 2] }, { row: 'S15', name: 'repeated', change: repeated('features'), rows: 2 }]),
  subject(ogc, {}, ogcPage([1, 2], 2, null), [drift('gone', gone('ten')), drift('renamed', renamed('features')), drift('retyped', retyped('ten', {})), { row: 'S14', name: 'half the rows', change: halved('features'), partial: [1, 2] }]),
  subject(arcGis, {}, arcGisPage([1], false), [drift('gone', gone('loai')), drift('renamed', renamed('features')), drift('retyped', retyped('geometry', 'x'))]),
  subject(geoJson, {}, sampleTopology, [drift('gone', gone('arcs')), drift('renamed', renamed('ten')), drift('retyped', retyped('objects', 'x'))]),
  subject(prometheus, {}, vectorPayload, [drift('gone', gone('value')), drift('renamed', renamed('result')), drift('retyped', retyped('value', 'x')), jump(replaced('"1"]', '"1000"]'))]),
  subject(alerts, {}, [alert('A'), alert('B')], [drift('gone', gone('startsAt')), drift('renamed', renamed('labels')), drift('retyped', retyped('status', 'x'))]),
  subject(zabbix, {}, { jsonrpc: '2.0', id: 1, result: [{ eventid: '1', name: 'Đầy ổ đĩa', severity: '4' }, { eventid: '2', name: 'Mất mạng', severity: '5' }] }, [drift('gone', gone('severity')), drift('renamed', renamed('result')), drift('retyped', retyped('name', {})), { row: 'S15', name: 'repeated', change: repeated('result'), rows: 2 }]),
  subject(ckan, {}, { success: true, result: { total: 2, limit: 100, fields: [], records: [{ _id: 1, so: 5 }, { _id: 2, so: 6 }] } }, [drift('gone', gone('so')), drift('renamed', renamed('records')), drift('retyped', retyped('so', 'x'))]),
  subject(sql, { period: 'calendar:2026-10' }, sqlPayload, [drift('gone', gone('rows')), drift('renamed', replaced('"ty_le"', '"tile"')), drift('retyped', replaced('"98.25"', '"x"')), jump(replaced('"98.25"', '"98250"'))]),
  subject(clickHouse, {}, { meta: [{ name: 'ma', type: 'String' }, { name: 'tong', type: 'UInt64' }], data: [['16681', '12'], ['16690', '3']], rows: 2 }, [drift('gone', gone('meta')), drift('renamed', replaced('"tong"', '"so"')), drift('retyped', replaced('"12"', '"x"')), jump(replaced('"12"', '"12000000"'))]),
  subject(trino, {}, { id: 'q', columns: [{ name: 'ma', type: 'varchar' }, { name: 'tong', type: 'bigint' }], data: [['16681', 12], ['16690', 3]], stats: {} }, [drift('gone', gone('columns')), drift('renamed', replaced('"tong"', '"so"')), drift('retyped', replaced(',12]', ',"x"]')), jump(replaced(',12]', ',12000000]'))]),
];
