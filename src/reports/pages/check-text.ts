import vi from '../locales/vi.json';
import type { ShownIssue } from '../register/parse-report';
import type { Say } from './report-call';

/** What a check found, in words; a code these pages do not know yet is named with what came with it. */
export function checkText({ code, params }: Pick<ShownIssue, 'code' | 'params'>, say: Say): string {
  const key = `check.${code}`;
  return key in vi ? say(key, params) : say('check.other', { code, about: Object.values(params).join(', ') });
}
