import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleTemplate } from '../testing/sample-frozen';
import { publishedTemplate, TEMPLATE_SCHEMA_PATH, TEMPLATE_VERSION } from './published-template';
import { DEEPEST, MOST_BLOCKS, readTemplate } from './schema';
import { bodyVersion } from '@/state/documents';

const both = (vi: string) => ({ vi, en: vi });
const paragraph = (id: string, text = 'x') => ({ kind: 'paragraph', id, text: both(text) });
const codes = (raw: unknown): string => {
  const read = readTemplate(raw);
  const faults = read.ok ? read.value.faults : read.error;
  return `${read.ok ? `read ${read.value.template.blocks.length}` : 'refused'}: ${faults.map(({ code, pointer }) => `${code} ${pointer}`).join(', ')}`;
};
const template = (blocks: readonly unknown[], more: object = {}): unknown => ({ ...sampleTemplate([]), ...more, blocks });
const nested = (depth: number): unknown => (depth === 1 ? paragraph('p') : { kind: 'section', id: `s${depth}`, blocks: [nested(depth - 1)] });

describe('reading a template', () => {
  it('keeps what is sound and tells the rest by place', () => {
    expect(codes(template([paragraph('a'), { kind: 'nonsense', id: 'b' }, { ...paragraph('c'), more: 1 }, paragraph('a'), paragraph('d')]))).toBe('read 2: choice /blocks/1/kind, unknown-field /blocks/2/more, duplicate-id /blocks/3/id');
    expect(codes(template([paragraph('a', 'Xuất khẩu {{exports|||loud}}')]))).toBe('read 1: pattern /blocks/0/text/vi, pattern /blocks/0/text/en');
    expect(codes(template([{ kind: 'section', id: 's', blocks: [paragraph('s')] }]))).toBe('read 0: duplicate-id /blocks/0/id');
  });
  it('does not mind widgets and indicators that nobody knows', () => {
    expect(codes(template([{ kind: 'widget', id: 'w', widget: 'of-others', widgetVersion: 3, options: { a: ['{{x}}'] }, scope: { unit: 'province', period: '-1' } }, { kind: 'indicators', id: 'i', indicators: ['unheard-of'], columns: ['value'] }]))).toBe('read 2: ');
  });
  it('refuses what cannot be a template', () => {
    expect(codes(template([], { levels: [] }))).toBe('refused: required /levels');
    expect(codes(template([], { regime: { levels: ['district'], kinds: ['year'], dueWorkingDays: 2 } }))).toBe('refused: contradiction /regime/kinds, contradiction /regime/levels');
    expect(codes(template([], { secret: 1 }))).toBe('refused: unknown-field /secret');
    expect(codes(7)).toContain('refused');
  });
  it('stays within its limits', () => {
    expect(codes(template([nested(DEEPEST)]))).toBe('read 1: ');
    expect(codes(template([nested(DEEPEST + 1)]))).toBe('read 0: too-deep /blocks/0');
    expect(codes(template([nested(2_000)]))).toBe('read 0: too-deep /blocks/0');
    const many = (prefix: string) => ({ kind: 'section', id: prefix, blocks: Array.from({ length: MOST_BLOCKS / 2 }, (_, at) => paragraph(`${prefix}${at}`)) });
    expect(codes(template([many('a'), many('b')]))).toBe('refused: too-many /blocks');
  });
  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.anything(), (raw) => { readTemplate(raw); readTemplate(template([raw])); }), { numRuns: 300 });
  });
});

describe('the published form of a template', () => {
  it('is that of the schema the portal reads with, in the version it stores', () => {
    const path = `public${TEMPLATE_SCHEMA_PATH}`;
    const text = `${JSON.stringify(publishedTemplate(), null, 2)}\n`;
    if (process.env['WRITE_SCHEMAS'] === '1') writeFileSync(path, text);
    expect(existsSync(path) && readFileSync(path, 'utf8'), `${path}: run with WRITE_SCHEMAS=1`).toBe(text);
    expect(TEMPLATE_VERSION).toBe(bodyVersion('report-template'));
  });
});
