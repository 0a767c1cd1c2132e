import { describe, expect, it } from 'vitest';
import { readReportArguments } from './report-arguments';

const GOOD = ['--template', 'form-06', '--unit', '16681', '--period', '2026-10', '--format', 'docx,PDF,docx', '--out', '/tmp/x'];

describe('the call that makes a report', () => {
  it('names template, unit, period, formats and folder', () => {
    expect(readReportArguments(GOOD)).toEqual({ ok: true, value: { template: 'form-06', unit: '16681', period: '2026-10', formats: ['docx', 'pdf'], out: '/tmp/x', signer: '', number: '', wordForm: '' } });
  });
  it.each([
    ['nothing', [], ['--template', '--unit', '--period']],
    ['a format nobody writes', [...GOOD.slice(0, 6), '--format', 'docx,odt'], ['"odt"', 'pptx']],
    ['an option nobody knows', [...GOOD, '--force'], ['--force']],
    ['a word too many', [...GOOD, 'now'], ['now']],
  ])('with %s is refused in words', (_name, args, words) => {
    const read = readReportArguments(args);
    expect(read.ok ? [] : words.filter((word) => !read.error.join('\n').includes(word))).toEqual([]);
    expect(read.ok).toBe(false);
  });
});
