import { samplePayload } from '@/federation/connectors/json-stat/sample';

/** What a department puts on a plain file server: sample files. Long enough to be worth packing. */
const ROWS = Array.from({ length: 60 }, (_, at) => ({ thang: `2026-${String((at % 10) + 1).padStart(2, '0')}`, xa: String(16_681 + Math.floor(at / 10) * 9), luotDoc: 100 + at * 7, banDocMoi: at % 9 === 0 ? null : at }));
export const VISITS = { thoiDiem: '2026-11-20T08:30:00+07:00', tong: ROWS.length, duLieu: ROWS };

export const STATIONS = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', id: 'KT-01', properties: { ten: 'Trạm Cửa Lò' }, geometry: { type: 'Point', coordinates: [105.72, 18.81] } },
    { type: 'Feature', id: 'KT-02', properties: { ten: 'Trạm Con Cuông' }, geometry: { type: 'Point', coordinates: [104.88, 19.05] } },
  ],
};

/** By path below the server's root. */
export const FILES: Readonly<Record<string, string>> = {
  'mo/tram.geojson': JSON.stringify(STATIONS),
  'mo/kinh-te.json': JSON.stringify(samplePayload),
  'api/v1/luot-doc.json': JSON.stringify(VISITS),
  'mo/luot-doc.csv': `thang,xa,luotDoc\n${ROWS.map(({ thang, xa, luotDoc }) => `${thang},${xa},${luotDoc}`).join('\n')}\n`,
  'dang-nhap.html': '<!doctype html><title>Đăng nhập</title>',
};

/** An `asOf`, a period and a unit in every row, missing as null. */
export const VISITS_MAPPING = {
  expects: { '/thoiDiem': 'text', '/duLieu': 'list', '/duLieu/*/xa': 'text', '/duLieu/*/luotDoc': 'whole', '/duLieu/*/banDocMoi': 'whole|null' },
  expression: "{ 'asOf': thoiDiem, 'dimensions': [ { 'id': 'time', 'role': 'time' }, { 'id': 'unit', 'role': 'geo' }, { 'id': 'metric', 'role': 'metric', 'categories': [ { 'code': 'visits', 'label': 'Lượt đọc', 'unit': 'turn', 'decimals': 0 }, { 'code': 'newReaders', 'label': 'Bạn đọc mới', 'unit': 'person', 'decimals': 0 } ] } ], 'cells': $cells(duLieu.$merge([$, { 'ky': 'calendar:' & thang }]), ['ky', 'xa'], { 'luotDoc': 'visits', 'banDocMoi': 'newReaders' }) }",
} as const;
