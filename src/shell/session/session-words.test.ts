import { describe, expect, it } from 'vitest';
import { SIGN_IN_FAULTS } from '@/access/sign-in-fault';
import { createFormat } from '@/format/create-format';
import { translate } from '@/i18n/translator';
import vi from './locales/vi.json';
import { problemText, signInReason } from './session-words';

const words = { language: 'vi', format: createFormat('vi'), t: (key: string, params = {}) => translate([vi], key, params) } as const;

describe('why signing in did not work', () => {
  it.each(SIGN_IN_FAULTS)('%s has words', (code) => expect(vi).toHaveProperty([signInReason(code)]));
  it.each(['', 'oidc-', '<b>', 'toString', 'unknown'])('%s is named', (code) => expect(signInReason(code)).toBe('reason.unknown'));
});

describe('why a call did not work', () => {
  const problem = { code: 'too-many', status: 429, body: null };
  it('is said in the gateway\'s words', () => expect(problemText({ ...problem, hint: { vi: 'Hãy chờ.', en: 'Wait.' } }, words)).toBe('Hãy chờ.'));
  it('names the request where operators have to look', () => {
    expect(problemText({ code: 'internal', status: 500, body: null, request: 'r1', hint: { vi: 'Có lỗi.', en: 'Failed.' } }, words)).toBe('Có lỗi. Mã yêu cầu: r1');
  });
  it('is said in ours where nobody spoke', () => {
    expect(problemText({ code: 'unreachable', status: 0, body: null }, words)).toBe(vi['problem.unreachable']);
    expect(problemText({ code: 'constructor', status: 418, body: null }, words)).toBe(vi['problem.unexpected']);
  });
});
