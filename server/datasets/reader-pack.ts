import { kindOf } from '@/config/pack-files';
import type { FileKind } from '@/config/versions';

type Fields = { readonly [name: string]: unknown };

/**
 * The pack's files as a reader's page gets them: how sources are asked and read, where they are, what roles may and how the sign-on's
 * claims become roles stay here. What is left keeps the form of a pack, so that the page reads it as it reads one from a folder.
 */
export const readerPack = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).flatMap(([path, text]) => {
    // Of a pack that is extended, files stand under its id.
    const kind = kindOf(path) ?? kindOf(path.slice(path.indexOf('/') + 1));
    // What no kind is known of is not known to be harmless.
    if (!kind) return [];
    const reduce = REDUCED[kind];
    if (!reduce) return [[path, text]];
    const fields = parsed(text);
    // What cannot be read cannot be reduced either, and is not given out.
    return fields ? [[path, JSON.stringify(reduce(fields))]] : [];
  }));

const REDUCED: Readonly<Partial<Record<FileKind, (fields: Fields) => Fields>>> = {
  datasets: (fields) => ({ ...fields, datasets: each(fields['datasets'], (dataset) => ({ ...dataset, request: {}, mapping: {} })) }),
  sources: (fields) => ({ ...fields, sources: each(fields['sources'], (source) => ({ ...source, baseUrl: `/sources/${String(source['id'])}/`, settings: {} })) }),
  layers: (fields) => ({ ...fields, layers: each(fields['layers'], (layer) => ({ ...layer, request: {} })) }),
  access: ({ schemaVersion, roles, purposes }) => ({
    schemaVersion,
    roles: each(roles, ({ id, name }) => ({ id, name, reads: [], may: [], dashboards: [] })),
    claims: { roleClaim: 'none', roles: {}, unitClaim: 'none', nameClaim: 'none', titleClaim: 'none' },
    purposes,
  }),
};

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const each = (list: unknown, reduce: (entry: Fields) => Fields): unknown => (Array.isArray(list) ? list.filter(isFields).map(reduce) : list);

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
