import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import { measured } from '@/domain/measure';
import type { DatasetSpec } from '../../connector';
import { Refusal, settled } from '../../fault';
import { readXml } from '../../payload/read-xml';
import { restXml } from './index';
import { restXmlReader } from './parse';
import { listsAt, rendered } from './render';
import { sampleDataset, sampleFault, sampleFault12, sampleSoap } from './sample';

const params = { period: 'calendar:2026-10' };
const read = async (text: string, dataset: DatasetSpec = sampleDataset) => restXmlReader.read(text, dataset, params);
const faultOf = (work: Promise<unknown>) => work.then(() => { throw new Error('read without a fault'); }, (thrown: unknown) => { if (thrown instanceof Refusal) return thrown.fault; throw thrown; });
const asked = (request: object, more: Record<string, string | string[]> = params) => restXml.plan({ ...sampleDataset, request: { ...sampleDataset.request, ...request } }, more);

describe('an answer in XML', () => {
  it('is the cube the mapping draws; an empty element is missing, and not zero', async () => {
    const { data, asOf } = await read(sampleSoap);
    expect(data.kind === 'cube' && [cellAt(data, { unit: '16681', metric: 'births' }), cellAt(data, { unit: '16690', metric: 'deaths' })]).toEqual([measured(12), { kind: 'missing', reason: expect.any(String) as string }]);
    expect(asOf).toBe(Date.parse('2026-11-20T01:30:00Z'));
  });

  it('has one shape for no row, one row and many', async () => {
    const rowsOf = (count: number): string => sampleSoap.replace(/<ns:danhSach>[\s\S]*<\/ns:danhSach>/, `<ns:danhSach>${Array.from({ length: count }, (_, at) => `<ns:dong ma="u${at}"><ns:khaiSinh>1</ns:khaiSinh><ns:khaiTu>1</ns:khaiTu></ns:dong>`).join('')}</ns:danhSach>`);
    for (const count of [0, 1, 2, 300]) {
      const { data } = await read(rowsOf(count));
      expect(data.kind === 'cube' && data.values.length).toBe(count * 2);
    }
    expect(await faultOf(read(sampleSoap, { ...sampleDataset, mapping: { ...sampleDataset.mapping, lists: [] } }))).toMatchObject({ kind: 'malformed', pointer: '/Envelope/Body/thongKeResponse/danhSach/dong' });
  });

  it('says what failed where the envelope holds a fault', async () => {
    expect(await faultOf(read(sampleFault))).toMatchObject({ kind: 'source-error', pointer: '/Envelope/Body/Fault', got: '"Hết phiên làm việc"' });
    expect(await faultOf(read(sampleFault12))).toMatchObject({ kind: 'source-error', got: '"Quá tải"' });
  });

  it.each([
    ['renamed', sampleSoap.replaceAll('khaiSinh', 'soKhaiSinh'), 'malformed', '/Envelope/Body/thongKeResponse/danhSach/dong/0/khaiSinh'],
    ['words for a number', sampleSoap.replace('>12<', '>mười hai<'), 'malformed', '/Envelope/Body/thongKeResponse/danhSach/dong/0/khaiSinh/#number'],
    ['a thousand times too large', sampleSoap.replace('>12<', '>12000<'), 'contradictory', '/cells/0/2'],
    ['a document type', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sampleFault}`, 'malformed', ''],
    ['broken off', sampleSoap.slice(0, 400), 'malformed', ''],
  ])('%s: refused with its place', async (_name, text, kind, pointer) => {
    const fault = await faultOf(read(text));
    expect(fault.kind).toBe(kind);
    if (pointer.startsWith('/Env')) expect(fault.pointer).toBe(pointer);
  });

  it('goes on over pages', async () => {
    const page = (from: number): string => `<ds><tong>3</tong><dong><ma>a${from}</ma><so>1</so></dong></ds>`;
    const dataset: DatasetSpec = {
      ...sampleDataset, shape: 'events', parameters: [], request: { path: 'ds', paging: { kind: 'offset', offset: 'tu', each: 1, rows: '/ds/dong', total: '/ds/tong/#text' } },
      mapping: { lists: ['ds/dong'], fields: [{ id: 'so', type: 'number' }], expression: '{"rows": [ds.dong.{"id": ma."#text", "values": {"so": so."#number"}}]}' },
    };
    const question = restXml.plan(dataset, {});
    expect(restXmlReader.pages?.next(page(0), dataset, {}, { question, page: 1 })?.query).toEqual([['tu', '1']]);
    const { data, partial } = await restXmlReader.read(restXmlReader.pages?.merge([page(0), page(1)], dataset), dataset, {});
    expect([data.kind === 'events' && data.rows.map(({ id }) => id), partial]).toEqual([['a0', 'a1'], { present: 2, expected: 3 }]);
  });
});

describe('a question in XML', () => {
  it('is a SOAP envelope of its version', () => {
    expect(asked({})).toMatchObject({ method: 'POST', path: 'ho-tich', form: 'text', idempotent: true, headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"urn:tinh:ho-tich/thongKe"' } });
    expect(asked({}).body).toContain('<tuNgay>2026-10-01</tuNgay><denNgay>2026-10-31</denNgay>');
    expect(asked({ soap: '1.2' }).headers).toEqual({ 'Content-Type': 'application/soap+xml; charset=utf-8; action="urn:tinh:ho-tich/thongKe"' });
  });

  it('holds a value as text, whatever it looks like', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }).filter((text) => /^[\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text)), (note) => {
      const { body } = asked({ body: '<a><b c="{note}">{note}</b><d/></a>' }, { ...params, note });
      const { a } = rendered(readXml(body ?? ''), new Set()) as { a: { b: { '#text': string } } };
      expect(Object.keys(a)).toEqual(['#text', '#number', 'b', 'd']);
      expect(a.b['#text']).toBe(note.trim());
    }));
    expect(settled(() => asked({ body: '<a>{note}</a>' }, { ...params, note: 'a\u0000b' }))).toMatchObject({ ok: false, error: { kind: 'misconfigured' } });
  });

  it.each([
    [{ body: '<a>{x}</a>' }, '/request/body'], [{ method: 'GET' }, '/request/body'], [{ soap: '2' }, '/request/soap'], [{ action: 'a"b' }, '/request/action'], [{ body: '<a>{note}</a>' }, '/request/body'], [{ paging: {} }, '/request/paging/kind'],
  ])('%j is refused', (request, pointer) => expect(settled(() => asked(request))).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer } }));
});

it('looks over request, lists and mapping at the start', () => {
  const faults = restXmlReader.check({ ...sampleDataset, request: { ...sampleDataset.request, soap: '3' }, mapping: { ...sampleDataset.mapping, lists: ['dong'], expression: '(' } });
  expect(faults.map(({ pointer }) => pointer)).toEqual(['/request/soap', '/mapping/lists/0', '/mapping/expression']);
  expect(restXmlReader.check({ ...sampleDataset, request: { ...sampleDataset.request, body: '<a>{note}' } })).toMatchObject([{ kind: 'misconfigured', pointer: '/request/body' }]);
  expect(restXmlReader.check(sampleDataset)).toEqual([]);
});

it('an element named like a part of objects is an element', () => {
  const { r } = rendered(readXml('<r><__proto__>1</__proto__><constructor>2</constructor></r>'), listsAt([], '')) as { r: Record<string, unknown> };
  expect(Object.keys(r)).toEqual(['#text', '#number', '__proto__', 'constructor']);
});
