import type { DatasetSpec } from '../../connector';

/** Boundaries kept as a file beside a system. */
export const sampleDataset: DatasetSpec = {
  id: 'file-zones',
  connector: 'geojson-file',
  shape: 'features',
  classification: 'public',
  parameters: [],
  request: { path: 'ranh-gioi/vung.json' },
  mapping: { properties: { name: 'ten' }, approximate: true },
};

/** documented: two triangles that share an arc, quantised (TopoJSON format specification 1.0 §2). */
export const sampleTopology = {
  type: 'Topology',
  transform: { scale: [0.1, 0.1], translate: [105, 18] },
  objects: { vung: { type: 'GeometryCollection', geometries: [
    { type: 'Polygon', id: 'a', arcs: [[0, 1]], properties: { ten: 'Vùng A' } },
    { type: 'Polygon', id: 'b', arcs: [[-1, 2]], properties: { ten: 'Vùng B' } },
  ] } },
  arcs: [[[0, 0], [1, 1]], [[1, 1], [-1, 0], [0, -1]], [[0, 0], [1, 0], [0, 1]]],
};
