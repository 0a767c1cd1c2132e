import type { DatasetSpec, HttpQuestion, Normalised, PageReading, PayloadReader } from '../../connector';
import { refuse, said, settled, type Fault } from '../../fault';
import { geoJsonCollection } from '../../map-features/geojson';
import { mapMappingOf } from '../../map-features/mapping';
import { joined, JoinedPages, payloadsOf, withParameters } from '../../map-features/pages';
import { featuresOf, type Collection } from '../../map-features/to-features';
import { readJsonText } from '../../payload/read-json';
import { descendantsNamed, looksLikeXml, readXml, type XmlNode } from '../../payload/read-xml';
import { listAt, objectAt, textAt } from '../../shape';
import { gmlCollection } from './gml';
import { wfsRequestOf, type WfsRequest } from './request';

/** What a server says when it cannot: an OWS report, or that of older versions. Status 200 all the same. */
function refuseReport(root: XmlNode): void {
  if (!/^(?:ServiceE|E)xceptionReport$/.test(root.name)) return;
  const told = [...descendantsNamed(root, 'ExceptionText'), ...descendantsNamed(root, 'ServiceException')].map(({ text }) => text).filter(Boolean);
  const code = descendantsNamed(root, 'Exception')[0]?.attributes['exceptionCode'];
  refuse('source-error', root.at, 'features', said(told[0] ?? code ?? 'an exception report'));
}

/** GeoServer's form of the same in JSON. */
function refuseExceptions(payload: unknown): void {
  const { exceptions } = objectAt(payload, '');
  if (exceptions === undefined) return;
  const [first] = listAt(exceptions, '/exceptions');
  const { text, code } = objectAt(first ?? {}, '/exceptions/0');
  refuse('source-error', '/exceptions/0', 'features', text ?? code);
}

function collectionOf(payload: unknown, request: WfsRequest): Collection {
  const text = textAt(payload, '');
  if (looksLikeXml(text)) {
    const root = readXml(text);
    refuseReport(root);
    return gmlCollection(root, request.srs);
  }
  const json = readJsonText(text);
  refuseExceptions(json);
  return geoJsonCollection(json, request.axes);
}

function read(payload: unknown, dataset: DatasetSpec): Normalised {
  const request = wfsRequestOf(dataset);
  return featuresOf(joined(payloadsOf(payload).map((each) => collectionOf(each, request))), mapMappingOf(dataset));
}

/** Goes on until all that matched have come; where the server does not say how many, until a page is not full. */
const pages: PageReading = {
  next(payload, dataset, _params, { question }): HttpQuestion | null {
    const request = wfsRequestOf(dataset);
    const { features, total } = collectionOf(payload, request);
    const before = Number(question.query.find(([name]) => name === 'startIndex')?.[1] ?? 0);
    const seen = before + features.length;
    const isLast = features.length === 0 || (total === null ? features.length < request.pageSize : seen >= total) || seen > mapMappingOf(dataset).maxFeatures;
    return isLast ? null : { ...question, query: withParameters(question.query, { startIndex: String(seen) }) };
  },
  merge: (payloads) => new JoinedPages(payloads),
};

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  return [settled(() => wfsRequestOf(dataset)), settled(() => mapMappingOf(dataset))].flatMap((part) => (part.ok ? [] : [part.error]));
}

export const wfsReader: PayloadReader = { id: 'wfs', read, check, pages };
