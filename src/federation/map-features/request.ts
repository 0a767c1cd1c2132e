import type { DatasetSpec, Params } from '../connector';
import { fill, checkTemplate } from '../connectors/rest-json/placeholders';
import { below, refuse } from '../fault';
import { nameAt, objectAt, optional, textAt, wholeAt, type Keyed } from '../shape';

/** A name of a property or field of theirs: never anything that a filter's grammar would read as more. */
const NAME = /^[\p{L}_][\p{L}\p{N}_.:-]{0,127}$/u;

export function fieldNameAt(value: unknown, pointer: string): string {
  const name = nameAt(value, pointer, 'misconfigured');
  return NAME.test(name) ? name : refuse('misconfigured', pointer, 'a name of letters, digits, _ . : -', name);
}

const namesOf = ({ parameters }: DatasetSpec): string[] => parameters.map(({ name }) => name);

/** `path` of a request: below the base of the source, without placeholders. */
export function pathAt(parts: Keyed, otherwise?: string): string {
  const path = textAt(parts['path'] ?? otherwise, '/request/path', 'misconfigured');
  if (/[{}?#]/.test(path)) refuse('misconfigured', '/request/path', 'a path without placeholders or query', path);
  return path;
}

/** How many features a page holds. */
export const pageSizeAt = (parts: Keyed): number => optional(parts['pageSize'], (value) => wholeAt(value, '/request/pageSize', 1, 10_000, 'misconfigured')) ?? 1_000;

/** Further parameters a server wants, as templates. `taken` are the protocol's own, in lower case. */
export function moreQuery(parts: Keyed, dataset: DatasetSpec, taken: readonly string[]): (readonly [name: string, template: string])[] {
  return Object.entries(objectAt(parts['query'] ?? {}, '/request/query', 'misconfigured')).map(([name, value]) => {
    const at = below('/request/query', name);
    if (taken.includes(name.toLowerCase())) refuse('misconfigured', at, 'a parameter that is not set by the connector', name);
    const template = textAt(value, at, 'misconfigured');
    checkTemplate(template, namesOf(dataset), at);
    // A filter is a language: what people ask for would be read as a part of it.
    if (/filter|where|sql|viewparams/i.test(name) && template.includes('{')) refuse('misconfigured', at, 'no parameters in a filter; name them in /request/where', template);
    return [name, template] as const;
  });
}

export const filledQuery = (query: readonly (readonly [string, string])[], params: Params): (readonly [string, string])[] =>
  query.flatMap(([name, template]) => fill(template, params).map((value) => [name, value] as const));

/** `where`: their property → a template that it must equal; any of several where the template names a list. */
export type Where = readonly { readonly property: string; readonly template: string }[];

export const whereAt = (parts: Keyed, dataset: DatasetSpec): Where =>
  Object.entries(objectAt(parts['where'] ?? {}, '/request/where', 'misconfigured')).map(([property, value]) => {
    const at = below('/request/where', property);
    const template = textAt(value, at, 'misconfigured');
    checkTemplate(template, namesOf(dataset), at);
    return { property: fieldNameAt(property, at), template };
  });

/** The conditions of one question; one that names an absent optional parameter falls away. Refuses control characters in what is asked for. */
export const conditionsOf = (where: Where, params: Params): readonly { readonly property: string; readonly values: readonly string[] }[] =>
  where.flatMap(({ property, template }) => {
    const values = fill(template, params);
    if (values.some((value) => /\p{Cc}/u.test(value))) refuse('misconfigured', below('/request/where', property), 'text on one line', values.join(' '));
    return values.length === 0 ? [] : [{ property, values }];
  });
