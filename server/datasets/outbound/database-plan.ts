import { isIP } from 'node:net';
import * as z from 'zod';
import { isWeakSecret } from '../../http/secrets';
import { mayConnect } from './special-addresses';
import { tlsEntry, tlsPlanOf, type TlsPlan } from './tls-plan';

/** A PostgreSQL server that is a source. The password is a secret, never logged. */
export interface PostgresPlan {
  readonly kind: 'postgres';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Where unqualified names of a statement are looked for. */
  readonly schemas: readonly string[];
  readonly internal: boolean;
  readonly addresses: readonly string[];
  /** Null: in the clear, which only a server inside the network may be. */
  readonly tls: TlsPlan | null;
}
/** The schema `warehouse` in the gateway's own store. */
export interface EmbeddedPlan {
  readonly kind: 'embedded';
}
export type DatabasePlan = PostgresPlan | EmbeddedPlan;

const postgres = z.strictObject({
  env: z.string().min(1),
  internal: z.boolean().optional(),
  addresses: z.array(z.string()).min(1).max(16).optional(),
  schemas: z.array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/)).min(1).max(16).optional(),
  tls: z.union([z.literal(false), tlsEntry]).optional(),
});
/** In place of an address: `{ "postgres": { "env": "WAREHOUSE_URL" } }`, or `{ "warehouse": "embedded" }`. */
export const databaseEntry = z.union([z.strictObject({ postgres }), z.strictObject({ warehouse: z.literal('embedded') })]);
export type DatabaseEntry = z.infer<typeof databaseEntry>;

type Tell = (vi: string, en: string) => void;

/** The way to a database as the operator says, its address being `postgres://user:password@host:port/database` in an environment variable. Null after telling every fault. */
export function databasePlanOf(given: DatabaseEntry, { file, env }: { readonly file: string; readonly env: NodeJS.ProcessEnv }, tell: Tell): DatabasePlan | null {
  if ('warehouse' in given) return { kind: 'embedded' };
  const { env: name, internal = false, addresses = [], schemas = ['public'], tls } = given.postgres;
  const text = env[name] ?? '';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^postgres(?:ql)?:$/.test(url.protocol) || !url.hostname || !/^\/[^/]+$/.test(url.pathname) || url.search || url.hash || !url.username || !url.password) {
    tell(`biến môi trường ${name} phải là postgres://tài_khoản:mật_khẩu@máy_chủ:cổng/cơ_sở_dữ_liệu, không kèm tham số`, `the environment variable ${name} must be postgres://user:password@host:port/database, without parameters`);
    return null;
  }
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent) as [string, string, string];
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = tls === false ? null : tls === undefined ? {} : tlsPlanOf(tls, file, env, tell);
  const faults = [
    isWeakSecret(password, [user]) && [`mật khẩu trong ${name} quá yếu hoặc là giá trị mẫu`, `the password in ${name} is weak or an example value`],
    [host].filter((each) => isIP(each) !== 0).concat(addresses).some((each) => !mayConnect(each, internal)) && ['địa chỉ thuộc dải riêng hoặc dải đặc biệt; máy chủ trong mạng nội bộ phải khai "internal": true', 'the address lies in a private or special range; a server inside the network needs "internal": true'],
    tls === false && !internal && ['chỉ máy chủ trong mạng nội bộ mới được nối không mã hóa ("tls": false)', 'only a server inside the network may be reached without encryption ("tls": false)'],
  ].filter((fault): fault is string[] => fault !== false);
  for (const [vi = '', en = ''] of faults) tell(vi, en);
  if (faults.length > 0 || (secure === null && tls !== false)) return null;
  return { kind: 'postgres', host, port: Number(url.port || 5432), database, user, password, schemas, internal, addresses, tls: secure };
}
