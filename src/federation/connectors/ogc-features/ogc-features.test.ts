import { describe, expect, it } from 'vitest';
import { settled } from '../../fault';
import { ogcFeatures } from './index';
import { ogcFeaturesReader } from './parse';
import { sampleDataset, samplePage } from './sample';

const question = ogcFeatures.plan(sampleDataset, { unit: '16681' });
const next = (href: string | null) => settled(() => ogcFeaturesReader.pages?.next(samplePage([1, 2], 3, href), sampleDataset, {}, { question, page: 1 }));

describe('OGC API Features', () => {
  it('asks for the items of a collection', () => {
    expect(question).toMatchObject({ path: 'ogcapi/collections/benh_vien/items', query: [['f', 'json'], ['limit', '2'], ['ma_xa', '16681']] });
  });

  it('follows the link to the next page below the base, whichever host the link names', () => {
    const followed = { ok: true, value: { path: question.path, query: [['f', 'json'], ['limit', '2'], ['offset', '2']] } };
    for (const href of ['https://map.example/ogcapi/collections/benh_vien/items?f=json&limit=2&offset=2', 'http://10.0.0.5:8080/inner/ogcapi/collections/benh_vien/items?f=json&limit=2&offset=2', '?f=json&limit=2&offset=2']) {
      expect(next(href), href).toMatchObject(followed);
    }
    expect(next(null)).toMatchObject({ ok: true, value: null });
  });

  it('refuses a link that leads elsewhere or nowhere', () => {
    for (const href of ['https://map.example/admin', 'file:///etc/passwd', 'https://map.example/ogcapi/collections/khac/items?offset=2', 'javascript:alert(1)', '/ogcapi/collections/benh_vien/items/../secret']) {
      expect(next(href), href).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: '/links/1/href' } });
    }
    expect(next('?f=json&limit=2&ma_xa=16681')).toMatchObject({ ok: false, error: { kind: 'contradictory', expected: 'a link that leads on' } });
  });

  it('reads all pages as one, partial where fewer came than matched', () => {
    const merged = ogcFeaturesReader.pages?.merge([samplePage([1, 2], 4, 'x'), samplePage([3], 4, null)], sampleDataset);
    expect(ogcFeaturesReader.read(merged, sampleDataset, {})).toMatchObject({ partial: { present: 3, expected: 4 }, data: { features: [{ id: '1', properties: { name: 'Bệnh viện 1', beds: 100 } }, { id: '2' }, { id: '3' }] } });
  });

  it.each([[{ collection: '../admin' }, '/request/collection'], [{ collection: 'a', path: 'x' }, '/request/path'], [{ collection: 'a', query: { limit: '1' } }, '/request/query/limit'], [{ collection: 'a', bbox: 1 }, '/request/bbox']])('a request %j is told at %s', (request, pointer) => {
    expect(ogcFeaturesReader.check({ ...sampleDataset, request })).toMatchObject([{ kind: 'misconfigured', pointer }]);
  });
});
