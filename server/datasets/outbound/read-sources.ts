import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import * as z from 'zod';
import { err, ok, type Result } from '@/domain/result';
import { isWeakSecret, SECRET_LENGTH } from '../../http/secrets';
import { databaseEntry, databasePlanOf, type DatabasePlan } from './database-plan';
import { plainHost, type Destination } from './guarded-agents';
import { mayConnect } from './special-addresses';
import { tlsEntry, tlsPlanOf, type TlsPlan } from './tls-plan';
import { secretsOf, tokenEntry, tokenPlanOf } from './token-plan';
import type { TokenPlan } from './token-holder';

/** How one source is reached, as the operator says. */
export interface SourcePlan extends Destination {
  /** Headers that hold the credentials; secrets, never logged. */
  readonly headers: { readonly [name: string]: string };
  /** The secrets themselves, in every form in which they are sent. */
  readonly secrets: readonly string[];
  /** Credentials that have to be fetched first. */
  readonly token?: TokenPlan;
  /** A database in place of an address; `base` then only names the way. */
  readonly database?: DatabasePlan;
  readonly tls?: TlsPlan;
}

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
/** Who we are to a system; the secret stands in the environment variable `env`. */
export const ownCredentials = [
  z.strictObject({ kind: z.literal('bearer'), env: z.string().min(1) }),
  z.strictObject({ kind: z.literal('basic'), env: z.string().min(1) }),
  z.strictObject({ kind: z.literal('header'), name: z.string().regex(HEADER_NAME), env: z.string().min(1) }),
] as const;
const entry = z.union([
  z.string().transform((base) => ({ base })),
  z.strictObject({
    base: z.string(),
    internal: z.boolean().optional(),
    addresses: z.array(z.string()).min(1).max(16).optional(),
    credentials: z.discriminatedUnion('kind', [...ownCredentials, tokenEntry]).optional(),
    tls: tlsEntry.optional(),
  }),
]);
type Entry = z.infer<typeof entry>;
type Credentials = NonNullable<Extract<Entry, { credentials?: unknown }>['credentials']>;

/** Headers that are the connection's own business. */
const TAKEN_HEADERS: readonly string[] = ['host', 'connection', 'content-length', 'transfer-encoding', 'content-type', 'cookie', 'accept', 'proxy-authorization', 'upgrade', 'te', 'trailer', 'expect'];

type Tell = (vi: string, en: string) => void;

/**
 * Reads the operator's `SOURCES_FILE`: `{ "<source id>": "https://lgsp.example/api/" }`, or in place of the address an object with
 * `base`, `internal` (it lives in a private network), `addresses` (used instead of asking the name service) and `credentials`, whose
 * secret stands in the environment variable it names, and `tls`; or a database (`database-plan.ts`). Every fault is reported at once, in Vietnamese and English, and never a secret.
 */
export function readSources(file: string, knownIds: readonly string[], env: NodeJS.ProcessEnv): Result<ReadonlyMap<string, SourcePlan>, string[]> {
  const faults: string[] = [];
  const fields = fieldsOf(file);
  if (!fields.ok) return err([fields.error]);
  const plans = new Map<string, SourcePlan>();
  for (const [id, value] of Object.entries(fields.value)) {
    const tell: Tell = (vi, en) => void faults.push(`${file}: /${id.slice(0, 64)}: ${vi}\n${file}: /${id.slice(0, 64)}: ${en}`);
    if (!knownIds.includes(id)) {
      tell(`gói cấu hình không có nguồn này; các nguồn: ${knownIds.join(', ')}`, `no such source in the pack; known: ${knownIds.join(', ')}`);
      continue;
    }
    const plan = planOf(value, { file, env }, tell);
    if (plan) plans.set(id, plan);
  }
  return faults.length > 0 ? err(faults) : ok(plans);
}

function fieldsOf(file: string): Result<object, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'JSON';
    return err(`${file}: không đọc được (${code}).\n${file}: cannot be read (${code}).`);
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return ok(parsed);
  return err(`${file}: cần một đối tượng: mã nguồn → địa chỉ.\n${file}: expected an object of source id → address.`);
}

/** Of a source that is asked over a wire of its own. */
export const DATABASE_BASE = new URL('http://database.invalid/');

function databasePlan(value: object, parts: { readonly file: string; readonly env: NodeJS.ProcessEnv }, tell: Tell): SourcePlan | null {
  const read = databaseEntry.safeParse(value);
  if (!read.success) {
    tell('không đúng mẫu; cần { "postgres": { env, internal?, addresses?, schemas?, tls? } } hoặc { "warehouse": "embedded" }', 'not of the expected form; expected { "postgres": { env, internal?, addresses?, schemas?, tls? } } or { "warehouse": "embedded" }');
    return null;
  }
  const database = databasePlanOf(read.data, parts, tell);
  return database && { base: DATABASE_BASE, internal: false, addresses: [], headers: {}, secrets: database.kind === 'postgres' ? [database.password] : [], database };
}

function planOf(value: unknown, { file, env }: { readonly file: string; readonly env: NodeJS.ProcessEnv }, tell: Tell): SourcePlan | null {
  if (typeof value === 'object' && value !== null && ('postgres' in value || 'warehouse' in value)) return databasePlan(value, { file, env }, tell);
  const read = entry.safeParse(value);
  if (!read.success) {
    const [first] = read.error.issues;
    const at = (first?.path ?? []).join('/');
    tell(`không đúng mẫu${at && ` tại /${at}`}; cần địa chỉ http(s), hoặc { base, internal?, addresses?, credentials?, tls? }`, `not of the expected form${at && ` at /${at}`}; expected an http(s) address, or { base, internal?, addresses?, credentials?, tls? }`);
    return null;
  }
  const given: Extract<Entry, { internal?: unknown }> = read.data;
  const internal = given.internal ?? false;
  const base = baseOf(given.base, internal, tell);
  const addresses = given.addresses ?? [];
  const wrong = addresses.find((address) => !mayConnect(address, internal));
  if (wrong !== undefined) {
    tell(
      isIP(wrong) === 0 ? `addresses: "${wrong.slice(0, 64)}" không phải địa chỉ IP` : `addresses: "${wrong}" thuộc dải riêng; chỉ dùng được khi khai "internal": true`,
      isIP(wrong) === 0 ? `addresses: "${wrong.slice(0, 64)}" is not an IP address` : `addresses: "${wrong}" lies in a special range; private ones need "internal": true`,
    );
  }
  const credentials = given.credentials ? credentialsOf(given.credentials, internal, env, tell) : NO_CREDENTIALS;
  const tls = given.tls ? tlsPlanOf(given.tls, file, env, tell) : undefined;
  if (given.tls && base?.protocol === 'http:') tell('tls chỉ dùng với địa chỉ https://', 'tls goes with an https:// address');
  if (given.credentials && base?.protocol === 'http:' && !internal) tell('không gửi thông tin đăng nhập qua http://', 'credentials are not sent over http://');
  return base && credentials && tls !== null && wrong === undefined ? { base, internal, addresses, ...credentials, ...(tls ? { tls } : {}) } : null;
}

export type CredentialParts = Pick<SourcePlan, 'headers' | 'secrets' | 'token'>;
export const NO_CREDENTIALS: CredentialParts = { headers: {}, secrets: [] };

/** An address as an operator writes it, ending with `/`; null after telling what is wrong. */
export function baseOf(text: string, internal: boolean, tell: Tell): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  // What the parser would have to clean first was not written by somebody who meant it.
  if (!url || !/^https?:\/\/[^/\\\s][^\\\s]*$/i.test(text) || !/^https?:$/.test(url.protocol)) {
    tell('địa chỉ phải là http(s)://…', 'the address must be http(s)://…');
    return null;
  }
  if (url.username || url.password || url.search || url.hash || /[@?#]/.test(text)) {
    tell('địa chỉ không được có tài khoản, mật khẩu, tham số hoặc phần sau dấu #', 'no user, password, query or fragment in an address');
    return null;
  }
  if (!url.pathname.endsWith('/')) {
    tell('địa chỉ phải kết thúc bằng "/"', 'the address must end with "/"');
    return null;
  }
  const host = plainHost(url);
  if (isIP(host) !== 0 && !mayConnect(host, internal)) {
    tell('địa chỉ thuộc dải riêng hoặc dải đặc biệt; nguồn trong mạng nội bộ phải khai "internal": true', 'the address lies in a private or special range; a source inside the network needs "internal": true');
    return null;
  }
  return url;
}

/** Null where the secret is missing or none. */
export function credentialsOf(given: Credentials, internal: boolean, env: NodeJS.ProcessEnv, tell: Tell): CredentialParts | null {
  if (given.kind === 'client-credentials') {
    const token = tokenPlanOf(given, internal, env, tell);
    return token && { headers: {}, secrets: secretsOf(token), token };
  }
  const secret = env[given.env] ?? '';
  const [user = '', ...rest] = secret.split(':');
  const [inner, known] = given.kind === 'basic' ? [rest.join(':'), [user]] : [secret, []];
  if (given.kind === 'header' && TAKEN_HEADERS.includes(given.name.toLowerCase())) {
    tell(`không dùng được tên ${given.name} cho thông tin đăng nhập`, `the header ${given.name} cannot carry credentials`);
    return null;
  }
  if (secret === '' || isWeakSecret(inner, known) || !/^[\x21-\x7e]+$/.test(secret)) {
    const form = given.kind === 'basic' ? ' (tài_khoản:mật_khẩu / user:password)' : '';
    tell(
      `biến môi trường ${given.env}${form} trống, quá yếu, là giá trị mẫu, hoặc ngắn hơn ${SECRET_LENGTH} ký tự`,
      `the environment variable ${given.env}${form} is empty, weak, an example value, or shorter than ${SECRET_LENGTH} characters`,
    );
    return null;
  }
  const packed = Buffer.from(secret).toString('base64');
  switch (given.kind) {
    case 'bearer': return { headers: { Authorization: `Bearer ${secret}` }, secrets: [secret] };
    case 'basic': return { headers: { Authorization: `Basic ${packed}` }, secrets: [secret, inner, packed] };
    case 'header': return { headers: { [given.name]: secret }, secrets: [secret] };
  }
}
