import type { DatasetSpec, HttpQuestion, Normalised, PageReading, PayloadReader } from '../../connector';
import { refuse, settled, type Fault } from '../../fault';
import { geoJsonCollection } from '../../map-features/geojson';
import { mapMappingOf } from '../../map-features/mapping';
import { joined, JoinedPages, payloadsOf, withParameters } from '../../map-features/pages';
import { featuresOf, type Collection } from '../../map-features/to-features';
import { objectAt, optional } from '../../shape';
import { arcGisRequestOf } from './request';

/** Failures come with status 200: `{"error": {"code": 400, "message": …, "details": […]}}`. */
function refuseError(payload: unknown): void {
  const { error } = objectAt(payload, '');
  if (error === undefined) return;
  const { code, message } = objectAt(error, '/error');
  refuse('source-error', '/error', 'features', typeof message === 'string' && message !== '' ? message : code);
}

function collectionOf(payload: unknown): Collection {
  refuseError(payload);
  return geoJsonCollection(payload);
}

/** Whether the server holds more than it gave. Where it says so differs between versions. */
function holdsMore(payload: unknown): boolean {
  const { exceededTransferLimit, properties } = objectAt(payload, '');
  const inner = optional(properties ?? undefined, (value) => objectAt(value, '/properties')['exceededTransferLimit']);
  return exceededTransferLimit === true || inner === true;
}

function read(payload: unknown, dataset: DatasetSpec): Normalised {
  return featuresOf(joined(payloadsOf(payload).map(collectionOf)), mapMappingOf(dataset));
}

/** A server's own limit may be below the page asked for, so a page that is not full is the last one only where it does not say otherwise. */
const pages: PageReading = {
  next(payload, dataset, _params, { question }): HttpQuestion | null {
    const { features } = collectionOf(payload);
    const before = Number(question.query.find(([name]) => name === 'resultOffset')?.[1] ?? 0);
    const seen = before + features.length;
    const isMore = holdsMore(payload) || features.length >= arcGisRequestOf(dataset).pageSize;
    if (features.length === 0 || !isMore || seen > mapMappingOf(dataset).maxFeatures) return null;
    return { ...question, query: withParameters(question.query, { resultOffset: String(seen) }) };
  },
  merge: (payloads) => new JoinedPages(payloads),
};

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  return [settled(() => arcGisRequestOf(dataset)), settled(() => mapMappingOf(dataset))].flatMap((part) => (part.ok ? [] : [part.error]));
}

export const arcGisReader: PayloadReader = { id: 'arcgis-rest', read, check, pages };
