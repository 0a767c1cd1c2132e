import type { Result } from '@/domain/result';
import type { Language } from '@/format/format';
import type { FileOptions, GatewayFile } from '@/federation/gateway/fetch-file';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { Params } from '@/i18n/translator';

export type Say = (key: string, params?: Params) => string;
/** One call to the gateway; the body comes back as nobody has checked it. */
export type Call = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, headers?: { readonly [name: string]: string }) => Promise<Result<unknown, GatewayProblem>>;
/** One file of the gateway. */
export type FetchFile = (path: string, options: FileOptions) => Promise<Result<GatewayFile, GatewayProblem>>;

/** Whether the gateway may not have heard: then the same may be asked again. */
export const isUnheard = ({ status }: GatewayProblem): boolean => status === 0 || status === 429 || status >= 500;
/** Nobody may read this here. */
export const isDenied = (problem: GatewayProblem | null): boolean => problem?.status === 401 || problem?.status === 403;
/** Somebody else changed it meanwhile. */
export const isConflict = ({ status }: GatewayProblem): boolean => status === 409 || status === 412;

/** Why a call came to nothing, in the gateway's words where it spoke. */
export function problemText(problem: GatewayProblem, language: Language, say: Say): string {
  const ours: readonly string[] = ['unreachable', 'timed-out', 'cancelled'];
  const said = problem.hint?.[language] ?? say(`problem.${ours.includes(problem.code) ? problem.code : 'unexpected'}`);
  return problem.request === undefined || problem.status < 500 ? said : `${said} ${say('problem.request', { request: problem.request })}`;
}

export const revisionHeader = (revision: number): { readonly [name: string]: string } => ({ 'If-Match': `"${revision}"` });
export const reportPath = (id: string, more = ''): string => `/api/reports/${encodeURIComponent(id)}${more}`;
