import type { FastifyError } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import * as z from 'zod';
import { plainText } from '../http/plain-text';
import { Problem } from '../http/problems';
import type { Gateway } from '../http/route';

/** Where the page's policy sends its reports. */
export const REPORTS_PATH = '/api/reports/csp';
const REPORT_BYTES = 16 * 1024;
/** Reports of one delivery that are looked at. */
const MOST = 20;

/** Directives counted by name; anything else a browser, or somebody who is none, says is `other`. */
const DIRECTIVES = new Set([
  'default-src', 'script-src', 'script-src-elem', 'script-src-attr', 'style-src', 'style-src-elem', 'style-src-attr', 'img-src', 'connect-src', 'font-src',
  'worker-src', 'manifest-src', 'base-uri', 'object-src', 'frame-src', 'frame-ancestors', 'form-action', 'require-trusted-types-for', 'trusted-types',
]);

const text = z.string().optional().catch(undefined);
const line = z.number().optional().catch(undefined);
const old = z.object({ 'csp-report': z.object({ 'effective-directive': text, 'violated-directive': text, 'blocked-uri': text, 'document-uri': text, 'source-file': text, 'line-number': line }) });
const one = z.object({ type: z.string(), body: z.object({ effectiveDirective: text, blockedURL: text, documentURL: text, sourceFile: text, lineNumber: line }) });

interface Violation {
  readonly directive: string;
  readonly blocked: string;
  readonly page: string;
  readonly source: string;
  readonly line: number | undefined;
}

/** Counts what browsers report against the page's policy, in both forms they send. Nothing of it is trusted, little of it is kept. */
export function cspReportRoute(app: Gateway, { log, onReport }: { readonly log: Logger; readonly onReport: (directive: string) => void }): void {
  app.register(async (scope) => {
    const parser = (_request: unknown, body: string, done: (fault: FastifyError | null, value?: unknown) => void): void => done(null, body);
    for (const type of ['application/csp-report', 'application/reports+json']) scope.addContentTypeParser(type, { parseAs: 'string', bodyLimit: REPORT_BYTES }, parser);
    scope.removeContentTypeParser('application/json');
    scope.withTypeProvider<ZodTypeProvider>().post(REPORTS_PATH, {
      bodyLimit: REPORT_BYTES,
      config: { rules: { right: { kind: 'open' }, effect: 'read', rate: 'report' } },
      schema: { tags: ['operate'], summary: 'Reports of browsers against the content security policy', body: z.string().max(REPORT_BYTES), response: { 204: z.undefined().describe('Counted') } },
    }, (request, reply) => {
      const violations = violationsOf(jsonOf(request.body));
      if (violations === null) throw new Problem('bad-request', { at: 'body', expected: 'a csp-report or a list of reports' });
      for (const violation of violations) {
        onReport(violation.directive);
        log.warn({ policy: violation }, 'content security policy report');
      }
      return reply.code(204).send();
    });
  });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function violationsOf(said: unknown): Violation[] | null {
  const single = old.safeParse(said);
  if (single.success) {
    const report = single.data['csp-report'];
    return [violation(report['effective-directive'] ?? report['violated-directive'], report['blocked-uri'], report['document-uri'], report['source-file'], report['line-number'])];
  }
  if (!Array.isArray(said)) return null;
  return said.slice(0, MOST).flatMap((item: unknown) => {
    const { success, data } = one.safeParse(item);
    return success && data.type === 'csp-violation' ? [violation(data.body.effectiveDirective, data.body.blockedURL, data.body.documentURL, data.body.sourceFile, data.body.lineNumber)] : [];
  });
}

function violation(directive = '', blocked = '', page = '', source = '', at?: number): Violation {
  const name = directive.split(' ', 1)[0] ?? '';
  return { directive: DIRECTIVES.has(name) ? name : 'other', blocked: place(blocked, false), page: place(page, true), source: place(source, true), line: at };
}

/** Of an address the origin, of our own pages the path: queries carry what people look for. */
function place(address: string, withPath: boolean): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) return plainText(address, 40);
  return plainText(withPath ? url.pathname : `${url.protocol}//${url.host}`, 120);
}
