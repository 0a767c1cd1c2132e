import type { Connector } from '../../connector';
import { plan } from './request';

/** Any JSON over HTTP; the answer is read by a JSONata mapping the administrator writes (`parse.ts`). */
export const restJson: Connector = { id: 'rest-json', plan, paged: ({ request }) => Object.hasOwn(request, 'paging') };
