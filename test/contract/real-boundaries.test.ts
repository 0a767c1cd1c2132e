import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { missingArchipelagos } from '@/map/ground';
import { localDate } from '@/domain/civil';
import type { Dataset } from '@/domain/dataset';
import { createFederation } from '@/federation/create-federation';
import { nodeThread } from '@/federation/worker/node-thread';
import { checkPack } from '../../server/packs/check-pack';

/** A province's own boundaries take the place of our cells by configuration alone: another base address and mapping. */
const FOLDER = new URL('../../../shared/boundaries/', import.meta.url);
const PROVINCES = fileURLToPath(new URL('../../public/provinces', import.meta.url));
const CASES = [
  { province: 'nghe-an', file: '40_nghe_an_communes_simplified.geojson' },
  { province: 'ninh-binh', file: '37_ninh_binh_communes_simplified.geojson' },
];
const COLLECTION = '{"approximate":false,"attribution":"Địa giới tham khảo","features":[features.{"id":properties.code,"geometry":geometry,"properties":{"code":properties.code}}]}';

async function askFor(provinceId: string, file: string) {
  const body = await readFile(new URL(file, FOLDER));
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/geo+json' }).end(body));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { province } = await checkPack(PROVINCES, provinceId);
  const areas = province?.datasets.get('commune-areas');
  if (!province || !areas) throw new Error(`no areas in the pack ${provinceId}`);
  const dataset: Dataset = { ...areas, request: { method: 'GET', path: file }, mapping: { expression: COLLECTION, expects: { '/features': 'list' }, fields: [{ id: 'code', type: 'text' }] } };
  const federation = createFederation({
    sources: province.sources,
    datasets: new Map([[dataset.id, dataset]]),
    resolveUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    startThread: nodeThread,
  });
  try {
    return { province, answer: await federation.ask({ dataset: dataset.id, params: {} }, new AbortController().signal) };
  } finally {
    federation.dispose();
    server.close();
  }
}

describe.each(CASES)('real boundaries of $province', ({ province: id, file }) => {
  it.runIf(existsSync(new URL(file, FOLDER)))('load by configuration and join every commune by its code', async () => {
    const { province, answer } = await askFor(id, file);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    if (answer.value.data.kind !== 'features') throw new Error('not features');
    const communes = province.units.treeAt(localDate('2026-11-21')).units.filter((unit) => unit.level === 'commune').map((unit) => unit.code);
    expect(answer.value.data.features.map((feature) => feature.id).sort()).toEqual([...communes].sort());
    expect(answer.value.data.approximate).toBe(false);
  });
});

describe('a map of the whole country', () => {
  const file = new URL('vn_34_provinces_simplified.geojson', FOLDER);

  it.runIf(existsSync(file))('is refused unless Hoàng Sa and Trường Sa are on it', async () => {
    const country = JSON.parse(await readFile(file, 'utf8')) as { readonly features: readonly { readonly properties: { readonly code: string; readonly name: string }; readonly geometry: never }[] };
    const areas = country.features.map(({ properties, geometry }) => ({ code: properties.code, label: properties.name, geometry, classIndex: null, text: '' }));
    expect(missingArchipelagos(areas)).toEqual([]);
    const withoutThem = areas.filter((area) => area.code !== '48' && area.code !== '56');
    expect(missingArchipelagos(withoutThem).length).toBeGreaterThan(0);
  });
});
