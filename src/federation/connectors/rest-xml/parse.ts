import type { DatasetSpec, PayloadReader } from '../../connector';
import { refuse, Refusal, settled, type Fault } from '../../fault';
import { textAt } from '../../shape';
import { readXml, type XmlNode } from '../../payload/read-xml';
import { compiledMapping } from '../rest-json/mapping';
import { mappedPages, readMapped } from '../rest-json/parse';
import { requestOf } from '../rest-json/request';
import { listsAt, rendered, type Rendered } from './render';
import { xmlRequestOf } from './request';

/** The dataset as the JSON half reads it: XML's own keys taken out. */
function jsonHalf(dataset: DatasetSpec): DatasetSpec {
  const { lists: _, ...mapping } = dataset.mapping;
  return { ...xmlRequestOf(dataset).plain, mapping };
}

const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined => node?.children.find((child) => child.name === name);

/** SOAP tells a failure in the envelope, often with status 200: 1.1 in `faultstring`, 1.2 in `Reason/Text`. */
function refuseFault(root: XmlNode): void {
  const fault = root.name === 'Envelope' ? childOf(childOf(root, 'Body'), 'Fault') : undefined;
  if (!fault) return;
  const reason = childOf(fault, 'faultstring') ?? childOf(childOf(fault, 'Reason'), 'Text');
  refuse('source-error', '/Envelope/Body/Fault', 'an answer without failure', reason?.text ?? childOf(fault, 'faultcode')?.text ?? 'Fault');
}

function renderedText(payload: unknown, dataset: DatasetSpec): Rendered {
  const root = readXml(textAt(payload, ''));
  refuseFault(root);
  return rendered(root, listsAt(dataset.mapping['lists'], '/mapping/lists'));
}

/** The template is XML itself: what is put in stays inside a text or an attribute. Here, since the asking half carries no parser. */
function checkBody({ request: { body } }: DatasetSpec): void {
  if (typeof body !== 'string') return;
  try {
    readXml(body);
  } catch (thrown) {
    if (thrown instanceof Refusal) refuse('misconfigured', '/request/body', thrown.fault.expected, thrown.fault.got);
    throw thrown;
  }
}

function check(dataset: DatasetSpec): Fault[] {
  const request = settled(() => xmlRequestOf(dataset));
  const lists = settled(() => listsAt(dataset.mapping['lists'], '/mapping/lists'));
  const { lists: _, ...mapping } = dataset.mapping;
  const parts = [request, lists, ...(request.ok ? [settled(() => checkBody(dataset))] : []), ...(request.ok ? [settled(() => requestOf(request.value.plain))] : []), settled(() => compiledMapping({ ...dataset, mapping }))];
  return parts.flatMap((part) => (part.ok ? [] : [part.error]));
}

export const restXmlReader: PayloadReader = {
  id: 'rest-xml',
  // Several pages come joined, and rendered already.
  read: (payload, dataset, params) => readMapped(typeof payload === 'string' ? renderedText(payload, dataset) : payload, jsonHalf(dataset), params),
  check,
  pages: {
    next: (payload, dataset, params, asked) => mappedPages.next(renderedText(payload, dataset), jsonHalf(dataset), params, asked),
    merge: (payloads, dataset) => mappedPages.merge(payloads.map((payload) => renderedText(payload, dataset)), jsonHalf(dataset)),
  },
};
