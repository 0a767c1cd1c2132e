import type { Connector } from '../../connector';
import { plan } from './request';

/** XML over HTTP: edXML-style documents and SOAP; the answer is read by a JSONata mapping over a rendering of fixed shape (`render.ts`). */
export const restXml: Connector = { id: 'rest-xml', plan, paged: ({ request }) => Object.hasOwn(request, 'paging') };
