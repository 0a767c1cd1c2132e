import type { DatasetSpec, HttpQuestion, Normalised, PageReading, PayloadReader } from '../../connector';
import { refuse, settled, type Fault } from '../../fault';
import { geoJsonCollection } from '../../map-features/geojson';
import { mapMappingOf } from '../../map-features/mapping';
import { joined, JoinedPages, payloadsOf } from '../../map-features/pages';
import { featuresOf } from '../../map-features/to-features';
import { listAt, objectAt, textAt } from '../../shape';
import { ogcFeaturesRequestOf } from './request';

function read(payload: unknown, dataset: DatasetSpec): Normalised {
  return featuresOf(joined(payloadsOf(payload).map((each) => geoJsonCollection(each))), mapMappingOf(dataset));
}

/** The address of the page behind this one, as the server gives it. */
function nextLink(payload: unknown): { readonly href: string; readonly pointer: string } | null {
  const links = objectAt(payload, '')['links'] ?? [];
  for (const [at, each] of listAt(links, '/links').entries()) {
    const { rel, href } = objectAt(each, `/links/${at}`);
    if (rel === 'next') return { href: textAt(href, `/links/${at}/href`), pointer: `/links/${at}/href` };
  }
  return null;
}

/** Stands for the server's own address where a link is relative. */
const SOMEWHERE = 'https://source.invalid/';

/**
 * Of a link only the query counts: the question goes to the very path that was asked before, below the base of the source, whatever
 * host the link names. One that leads to another resource is refused.
 */
function followed(link: { readonly href: string; readonly pointer: string }, question: HttpQuestion): HttpQuestion {
  const here = new URL(question.path, SOMEWHERE);
  const url = URL.canParse(link.href, here.href) ? new URL(link.href, here) : refuse('malformed', link.pointer, 'an address', link.href);
  if (!/^https?:$/.test(url.protocol) || !url.pathname.endsWith(here.pathname)) refuse('malformed', link.pointer, `an address that ends in ${question.path}`, link.href);
  const query = [...url.searchParams.entries()];
  const isSame = JSON.stringify(query) === JSON.stringify(question.query);
  return isSame ? refuse('contradictory', link.pointer, 'a link that leads on', link.href) : { ...question, query };
}

const pages: PageReading = {
  next(payload, dataset, _params, { question, page }): HttpQuestion | null {
    const link = nextLink(payload);
    const { features } = geoJsonCollection(payload);
    const isFull = page * ogcFeaturesRequestOf(dataset).pageSize > mapMappingOf(dataset).maxFeatures;
    return link === null || features.length === 0 || isFull ? null : followed(link, question);
  },
  merge: (payloads) => new JoinedPages(payloads),
};

/** The first fault of the request and of the mapping. */
function check(dataset: DatasetSpec): Fault[] {
  return [settled(() => ogcFeaturesRequestOf(dataset)), settled(() => mapMappingOf(dataset))].flatMap((part) => (part.ok ? [] : [part.error]));
}

export const ogcFeaturesReader: PayloadReader = { id: 'ogc-features', read, check, pages };
