import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMUNE, seedPerson, seedSession, type Visitor } from '../security/support/people';
import { askIt, wholeGateway, type Bench } from '../security/support/whole-gateway';

/** A whole gateway with the mock statistics office behind it: what a person finds there is a dataset for everybody. */
let bench: Bench;
let author: Visitor;
beforeAll(async () => {
  bench = await wholeGateway();
  const { id } = await seedPerson(bench.store, bench.now(), { role: 'province-administrator', unit: null });
  author = await seedSession(bench.store, bench.now(), id);
}, 60_000);
afterAll(() => bench.close());

const ask = async (who: Visitor, method: string, url: string, body?: object, headers: Record<string, string> = {}) => {
  const { status, body: text } = await askIt(bench.app(), { method, url, body, headers: { ...who.headers, ...headers } });
  return { status, body: JSON.parse(text) as { readonly [name: string]: unknown } };
};
const OFFICE = '/api/authoring/sources/statistics-office';
interface Entry { readonly kind: string; readonly id: string; readonly path: string }
const entriesAt = async (path: string): Promise<readonly Entry[]> => (await ask(author, 'GET', `${OFFICE}/browse?path=${encodeURIComponent(path)}`)).body['entries'] as readonly Entry[];

describe('a table found in the statistics office', () => {
  it('is a dataset that a commune asks, as soon as it is saved', async () => {
    const [database] = await entriesAt('api/v1/vi/');
    const [folder] = await entriesAt(database?.path ?? '');
    const table = (await entriesAt(folder?.path ?? '')).find(({ id }) => id === 'DS01.px');
    const { body } = await ask(author, 'GET', `${OFFICE}/table?path=${encodeURIComponent(table?.path ?? '')}`);
    const choice = { ...(body['proposal'] as { readonly metrics: readonly object[] }), id: 'saved-population' };
    expect(choice).toMatchObject({ geo: {}, cadence: { period: 'year' } });
    const preview = await ask(author, 'POST', '/api/authoring/preview', { choice });
    expect(preview.body).toMatchObject({ faults: [], tried: { dimensions: expect.arrayContaining([expect.objectContaining({ role: 'geo' })]) } });

    const chair = bench.people['commune-chair'];
    const question = '/api/datasets/saved-population?from=calendar:2024&to=calendar:2025';
    expect((await ask(chair, 'GET', question)).status).toBe(404);
    expect(await ask(author, 'PUT', '/api/authoring/datasets/saved-population', { choice, reason: 'Dân số cho trang xã' }, { 'if-none-match': '*' })).toMatchObject({ status: 200, body: { revision: 1 } });

    const answer = await ask(chair, 'GET', question);
    expect(answer.status).toBe(200);
    const { dimension } = answer.body as { readonly dimension: Readonly<Record<string, { readonly category: { readonly index: readonly string[]; readonly unit?: object } }>> };
    expect(dimension['unit']?.category.index.includes(COMMUNE)).toBe(true);
    expect(dimension['metric']?.category.unit).toEqual({ 'dan-so': { label: 'person', decimals: 0 } });
    const listed = await ask(chair, 'GET', '/api/configuration');
    const saved = JSON.parse((listed.body['files'] as Readonly<Record<string, string>>)['saved/datasets.json'] ?? '{}') as object;
    // The page learns that there is one; how it is asked stays in the gateway.
    expect(saved).toMatchObject({ datasets: [{ id: 'saved-population', request: {}, mapping: {} }] });
  });

  it('still is one after a restart, and is gone when it is deleted', async () => {
    await bench.restart();
    expect((await bench.inForce.read()).pack?.province.datasets.has('saved-population')).toBe(true);
    expect((await ask(author, 'DELETE', '/api/authoring/datasets/saved-population', { reason: 'thử xong' }, { 'if-match': '"1"' })).body).toMatchObject({ revision: 2 });
    expect((await ask(bench.people['commune-chair'], 'GET', '/api/datasets/saved-population?from=calendar:2024&to=calendar:2025')).status).toBe(404);
  });
});
