import type { DatasetSpec } from '../../connector';

/** Planning zones, as a feature service publishes them. */
export const sampleDataset: DatasetSpec = {
  id: 'planning-zones',
  connector: 'arcgis-rest',
  shape: 'features',
  classification: 'internal',
  parameters: [{ name: 'unit', required: false }, { name: 'year', required: false }],
  request: { path: 'services/QuyHoach/FeatureServer/0', pageSize: 2, where: { ma_xa: '{unit}', nam: '{year}' }, numbers: ['nam'] },
  mapping: { properties: { name: 'ten', kind: 'loai' }, bounds: [103.8, 18.5, 105.9, 20.1] },
};

const zone = (id: number): object => {
  const [west, south] = [105 + id / 10, 18.7];
  return { type: 'Feature', id, geometry: { type: 'Polygon', coordinates: [[[west, south], [west, south + 0.1], [west + 0.1, south], [west, south]]] }, properties: { OBJECTID: id, ten: `Khu ${id}`, loai: 'dan-cu' } };
};
/** documented: `query?f=geojson` of a feature layer (ArcGIS REST API, Query). Where it says that it holds more differs between versions. */
export const samplePage = (ids: readonly number[], more: boolean): object =>
  ({ type: 'FeatureCollection', ...(more ? { properties: { exceededTransferLimit: true } } : {}), features: ids.map(zone) });

/** documented: an error with status 200. */
export const sampleError = { error: { code: 400, message: 'Unable to complete operation.', details: ['Invalid field: loai'] } };
