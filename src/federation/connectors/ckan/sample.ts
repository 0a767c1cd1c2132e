import type { DatasetSpec } from '../../connector';

/** Documented (CKAN 2.10, Action API): the second and last page of `package_search`. */
export const searchPayload = {
  help: '/api/3/action/help_show?name=package_search', success: true,
  result: { count: 3, sort: 'score desc', facets: {}, results: [{ name: 'co-so-y-te', title: 'Cơ sở y tế', metadata_modified: '2026-10-02T03:30:00.000000', num_resources: 2, organization: { title: 'Sở Y tế' } }], search_facets: {} },
};

/** Documented (CKAN 2.10, datastore extension): `datastore_search`. */
export const recordsPayload = {
  help: '/api/3/action/help_show?name=datastore_search', success: true,
  result: { include_total: true, limit: 2, records_format: 'objects', resource_id: 'r1', total: 5, records: [{ _id: 1, ma: '16681', so: 4 }, { _id: 2, ma: '16690', so: null }], fields: [{ id: '_id', type: 'int' }, { id: 'ma', type: 'text' }, { id: 'so', type: 'int4' }] },
};

/** Documented: what a refusal looks like, with status 404. */
export const errorPayload = { help: '/api/3/action/help_show?name=datastore_search', success: false, error: { message: 'Not found: Resource "r9" was not found.', __type: 'Not Found Error' } };

const base = { connector: 'ckan', classification: 'public', parameters: [{ name: 'unit', required: false }] } as const;

/** Reads {@link recordsPayload} into a cube of unit by metric. */
export const recordsDataset: DatasetSpec = {
  ...base, id: 'schools', shape: 'cube',
  request: { action: 'datastore_search', query: { resource_id: 'r1', filters: '{"ma": "{unit}"}', sort: '_id' }, page: 2, most: 4 },
  mapping: {
    expects: { '/result/records/*/ma': 'text', '/result/records/*/so': 'whole|null' },
    expression: `{ "dimensions": [{ "id": "unit", "role": "geo" }, { "id": "metric", "role": "metric", "categories": [{ "code": "schools", "label": "Trường", "unit": "count" }] }],
      "cells": $cells(result.records, ["ma"], { "so": "schools" }) }`,
  },
};

/** Reads {@link searchPayload} into rows. */
export const searchDataset: DatasetSpec = {
  ...base, id: 'packages', shape: 'events',
  request: { action: 'package_search', query: { q: 'y tế', fq: 'organization:{unit}' }, page: 2 },
  mapping: { fields: [{ id: 'title', type: 'text' }], expression: '{ "rows": [result.results.{ "id": name, "values": { "title": title } }] }', expects: { '/result/results/*/name': 'text' } },
};
