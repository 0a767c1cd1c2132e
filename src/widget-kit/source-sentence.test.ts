import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '@/domain/time';
import { SOURCE_ERROR_KINDS } from '@/federation/source-error';
import { createFormat } from '@/format/create-format';
import { fieldOf, sourceSentence, type SourceFailure } from './source-sentence';
import { SAMPLE_NOW } from './testing/sample-province';

const vi = createFormat('vi');
const en = createFormat('en');
const at = (change: Partial<SourceFailure> & Pick<SourceFailure, 'kind'>): SourceFailure => ({ pointer: null, absent: false, httpStatus: null, since: null, ...change });
const MORNING = toInstant(SAMPLE_NOW - 44 * 60_000);

describe('a failure in one sentence', () => {
  it('names field and time as a person would', () => {
    expect(sourceSentence('Sở Y tế', at({ kind: 'malformed', pointer: '/data/3/tong_so', absent: true, since: MORNING }), SAMPLE_NOW, vi)).toBe('API Sở Y tế trả thiếu trường `tong_so` từ 08:02.');
    expect(sourceSentence('LGSP', at({ kind: 'unavailable', httpStatus: 503, since: MORNING }), SAMPLE_NOW, vi)).toBe('LGSP đang gặp sự cố (mã HTTP 503) từ 08:02.');
    expect(sourceSentence('LGSP', at({ kind: 'unreachable', since: toInstant(SAMPLE_NOW - 86_400_000) }), SAMPLE_NOW, vi)).toBe('Không kết nối được tới LGSP từ 08:46 20/11.');
  });

  it('is full for every kind, with and without a place, in both languages, composed and without an address', () => {
    fc.assert(fc.property(
      fc.constantFrom(...SOURCE_ERROR_KINDS), fc.option(fc.oneof(fc.constant('/data/tong_so'), fc.constant('/0'), fc.webUrl(), fc.string()), { nil: null }), fc.boolean(),
      fc.option(fc.integer({ min: 100, max: 599 }), { nil: null }), fc.option(fc.integer({ min: 0, max: SAMPLE_NOW }).map(toInstant), { nil: null }), fc.constantFrom(vi, en),
      (kind, pointer, absent, httpStatus, since, format) => {
        const sentence = sourceSentence('Một cửa điện tử', { kind, pointer, absent, httpStatus, since }, SAMPLE_NOW, format);
        expect(sentence).toMatch(/^\p{Lu}.{10,}\.$/u);
        expect(sentence).toContain('Một cửa điện tử');
        expect(sentence).toBe(sentence.normalize('NFC'));
        expect(sentence).not.toMatch(/[{}]|:\/\/|``|undefined|null| {2}| \./);
        if (fieldOf(pointer) === null) expect(sentence).not.toContain('`');
        if (since !== null) expect(sentence).toMatch(/\d{2}:\d{2}/);
      },
    ), { numRuns: 400 });
  });

  it('repeats a field’s name and nothing that is not one', () => {
    expect([fieldOf('/data/0/tong_so'), fieldOf('/số liệu'), fieldOf('/a/https:~1~1noi-bo.vn'), fieldOf(''), fieldOf('/3'), fieldOf(null)]).toEqual(['tong_so', null, null, null, null, null]);
  });

  it('has a sentence for a kind it does not know', () => {
    expect(sourceSentence('LGSP', at({ kind: 'since' }), SAMPLE_NOW, vi)).toBe('LGSP gặp lỗi chưa rõ nguyên nhân.');
  });
});
