import type { DatasetSpec } from '../../connector';

/** Hospitals of a province, as an OGC API Features server publishes them. */
export const sampleDataset: DatasetSpec = {
  id: 'hospitals',
  connector: 'ogc-features',
  shape: 'features',
  classification: 'public',
  parameters: [{ name: 'unit', required: false }],
  request: { path: 'ogcapi/', collection: 'benh_vien', pageSize: 2, where: { ma_xa: '{unit}' } },
  mapping: { properties: { name: 'ten', beds: 'so_giuong?' }, bounds: [103.8, 18.5, 105.9, 20.1] },
};

const hospital = (id: number): object => ({ type: 'Feature', id, geometry: { type: 'Point', coordinates: [105.6 + id / 100, 18.7] }, properties: { ten: `Bệnh viện ${id}`, so_giuong: id * 100 } });
/** documented: a page of `/collections/{id}/items` (OGC 17-069r4 §7.15), with the link to the next. */
export const samplePage = (ids: readonly number[], matched: number, next: string | null): object => ({
  type: 'FeatureCollection', numberMatched: matched, numberReturned: ids.length, timeStamp: '2026-11-20T01:30:00Z',
  links: [{ rel: 'self', href: 'https://map.example/ogcapi/collections/benh_vien/items' }, ...(next === null ? [] : [{ rel: 'next', type: 'application/geo+json', href: next }])],
  features: ids.map(hospital),
});
