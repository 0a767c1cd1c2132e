import { reachIn, type Rights } from './rights';
import type { Dataset } from '@/domain/dataset';
import type { MapLayer } from '@/domain/map-layer';

/** What of a layer, or of another picture of a source, its rights depend on. */
type Pictured = Pick<MapLayer, 'id' | 'name' | 'source' | 'classification'>;

/** Rights are remembered by the dataset they are about. */
const asDatasets = new WeakMap<Pictured, Dataset>();

/** A layer in the words in which rights are written: of the whole province, named by no list of datasets. */
function asDataset(layer: Pictured): Dataset {
  const known = asDatasets.get(layer);
  if (known) return known;
  const { name, source, classification } = layer;
  const made: Dataset = {
    id: `map-layer:${layer.id}`, source, connector: 'map-layer', title: name, description: name, owner: name, shape: 'features', cadence: { kind: 'interval', seconds: 3_600 },
    classification, parameters: [], request: {}, mapping: {},
  };
  asDatasets.set(layer, made);
  return made;
}

/** A picture cannot be cut to a unit: a layer that is not public is for who sees its class of the whole province. */
export function maySee(rights: Rights, layer: Pictured): boolean {
  const share = rights.share(asDataset(layer));
  return share !== null && reachIn(share, layer.classification) === 'all';
}
