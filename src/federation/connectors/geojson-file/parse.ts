import type { DatasetSpec, Normalised, PayloadReader } from '../../connector';
import { settled, type Fault } from '../../fault';
import { geoJsonCollection } from '../../map-features/geojson';
import { mapMappingOf } from '../../map-features/mapping';
import { featuresOf } from '../../map-features/to-features';
import { readJsonText } from '../../payload/read-json';
import { objectAt, textAt } from '../../shape';
import { fileRequestOf } from './request';
import { collectionOfTopology } from './topology';

function read(payload: unknown, dataset: DatasetSpec): Normalised {
  const { axes, object } = fileRequestOf(dataset);
  const mapping = mapMappingOf(dataset);
  const json = objectAt(readJsonText(textAt(payload, '')), '');
  const collection = json['type'] === 'Topology' ? collectionOfTopology(json, object, mapping.maxVertices) : json;
  return featuresOf(geoJsonCollection(collection, axes), mapping);
}

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  return [settled(() => fileRequestOf(dataset)), settled(() => mapMappingOf(dataset))].flatMap((part) => (part.ok ? [] : [part.error]));
}

export const geoJsonFileReader: PayloadReader = { id: 'geojson-file', read, check };
