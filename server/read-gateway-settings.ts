import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '@/domain/result';
import { GATEWAY_TIMES, type GatewaySettings, type IdentitySettings } from './gateway-settings';
import { isWeakSecret, SECRET_LENGTH } from './http/secrets';
import type { Settings } from './settings';

export type Mode = 'gateway' | 'direct';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** Longest secret file read, characters; a mistaken name must not load a disk image. */
const SECRET_FILE_LIMIT = 8_192;
const SCOPES = 'openid profile';

/** Collects every fault, each in Vietnamese and English, and never the value of a secret. */
class Faults {
  readonly texts: string[] = [];
  add(vi: string, en: string): void {
    this.texts.push(`${vi}\n${en}`);
  }
}

/** `PORTAL_MODE` (plain `MODE` is set by build tools): `gateway` (default) or `direct`, the static portal that only forwards to sources. */
export function readMode(env: NodeJS.ProcessEnv): Result<Mode, string[]> {
  const mode = env['PORTAL_MODE'] || 'gateway';
  if (mode === 'gateway' || mode === 'direct') return ok(mode);
  return err([`PORTAL_MODE="${mode}" không hợp lệ: chọn gateway hoặc direct.\nPORTAL_MODE="${mode}" is not valid: choose gateway or direct.`]);
}

/**
 * Reads what the gateway is told from outside; docs/guides/operate.md lists the variables. A secret named `X` may stand in a file named
 * by `X_FILE` instead. `basics` gives the port of the default address. Every fault is reported at once.
 */
export function readGatewaySettings(env: NodeJS.ProcessEnv, basics: Settings): Result<GatewaySettings, string[]> {
  const faults = new Faults();
  const mode = readMode(env);
  if (!mode.ok) faults.texts.push(...mode.error);
  const demo = demoOf(env, faults);
  const origins = originsOf(env, basics.port, faults);
  const clientId = env['OIDC_CLIENT_ID'] || '';
  const identity = identityOf(env, clientId, demo, faults);
  const databaseUrl = databaseOf(env, faults);
  const metricsToken = secretOf(env, 'METRICS_TOKEN', faults, [clientId]);
  const trustedProxies = proxiesOf(env, faults);
  if (!demo) realOnly(env, basics, origins, faults);
  if (faults.texts.length > 0) return err(faults.texts);
  const extensionsDir = env['EXTENSIONS_DIR'];
  return ok({ ...(extensionsDir ? { extensionsDir: resolve(PROJECT, extensionsDir) } : {}), origins, dataDir: dataDirOf(env), databaseUrl, identity, trustedProxies, demo, metricsToken, times: GATEWAY_TIMES });
}

/** Where the store is, for commands that need nothing else. */
export function readStoreSettings(env: NodeJS.ProcessEnv): Result<Pick<GatewaySettings, 'dataDir' | 'databaseUrl'>, string[]> {
  const faults = new Faults();
  const databaseUrl = databaseOf(env, faults);
  return faults.texts.length > 0 ? err(faults.texts) : ok({ dataDir: dataDirOf(env), databaseUrl });
}

const dataDirOf = (env: NodeJS.ProcessEnv): string => resolve(PROJECT, env['DATA_DIR'] || '.data');

function demoOf(env: NodeJS.ProcessEnv, faults: Faults): boolean {
  const text = env['DEMO'] || 'on';
  if (text !== 'on' && text !== 'off') faults.add(`DEMO="${text}" không hợp lệ: chọn on hoặc off.`, `DEMO="${text}" is not valid: choose on or off.`);
  return text !== 'off';
}

/** Without the mock province everything it stood in for must be named. */
function realOnly(env: NodeJS.ProcessEnv, basics: Settings, origins: readonly string[], faults: Faults): void {
  const missing = ['OIDC_ISSUER', 'OIDC_CLIENT_ID'].filter((name) => !env[name]);
  if (!env['OIDC_CLIENT_SECRET'] && !env['OIDC_CLIENT_SECRET_FILE']) missing.push('OIDC_CLIENT_SECRET');
  if (basics.sourcesFile === null) missing.push('SOURCES_FILE');
  if (missing.length > 0) faults.add(`DEMO=off cần thêm: ${missing.join(', ')}.`, `DEMO=off also needs: ${missing.join(', ')}.`);
  if (!env['PUBLIC_URL'] || !origins.every((origin) => origin.startsWith('https:'))) {
    faults.add('DEMO=off cần PUBLIC_URL bắt đầu bằng https://.', 'DEMO=off needs a PUBLIC_URL that begins with https://.');
  }
}

const isLoopback = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
const listOf = (text: string | undefined): string[] => (text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');

function originsOf(env: NodeJS.ProcessEnv, port: number, faults: Faults): string[] {
  const given = listOf(env['PUBLIC_URL']);
  if (given.length === 0) return [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  for (const text of given) {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && (text === url.origin || text === `${url.origin}/`);
    if (!isOrigin) {
      faults.add(`PUBLIC_URL: "${text}" không phải địa chỉ gốc (ví dụ https://toancanh.tinh.example).`, `PUBLIC_URL: "${text}" is not an origin (for example https://toancanh.tinh.example).`);
    } else if (url.protocol === 'http:' && !isLoopback(url)) {
      faults.add(
        `PUBLIC_URL: "${text}" phải dùng https://; trình duyệt chỉ giữ phiên đăng nhập qua http:// trên chính máy này.`,
        `PUBLIC_URL: "${text}" must use https://; over http:// browsers keep a session only on this very machine.`,
      );
    }
  }
  return given.map((text) => text.replace(/\/$/, ''));
}

function identityOf(env: NodeJS.ProcessEnv, clientId: string, demo: boolean, faults: Faults): IdentitySettings | null {
  const issuer = env['OIDC_ISSUER'] || '';
  const clientSecret = secretOf(env, 'OIDC_CLIENT_SECRET', faults, [clientId, issuer]);
  if (issuer === '' && clientId === '' && clientSecret === null) return null;
  if (demo && (issuer === '' || clientId === '' || clientSecret === null)) {
    faults.add('OIDC_ISSUER, OIDC_CLIENT_ID và OIDC_CLIENT_SECRET phải có đủ cả ba.', 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed all three.');
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const insecure = url?.protocol === 'http:' && isLoopback(url) && demo;
  if (issuer !== '' && !(url?.protocol === 'https:' || insecure)) {
    faults.add(
      `OIDC_ISSUER="${issuer}" phải là địa chỉ https:// (http:// chỉ cho hệ thống giả lập trên máy này).`,
      `OIDC_ISSUER="${issuer}" must be an https:// address (http:// only for the mock province on this machine).`,
    );
  }
  const scopes = (env['OIDC_SCOPES'] || SCOPES).split(/[\s,]+/).filter((scope) => scope !== '');
  if (!scopes.includes('openid')) faults.add('OIDC_SCOPES phải có openid.', 'OIDC_SCOPES must include openid.');
  return { issuer, clientId, clientSecret: clientSecret ?? '', scopes, allowInsecure: insecure };
}

function databaseOf(env: NodeJS.ProcessEnv, faults: Faults): string | null {
  const text = valueOf(env, 'DATABASE_URL', faults);
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    faults.add('DATABASE_URL phải có dạng postgresql://tài_khoản:mật_khẩu@máy:cổng/cơ_sở_dữ_liệu.', 'DATABASE_URL must have the form postgresql://user:password@host:port/database.');
    return null;
  }
  // No password at all is a socket or a certificate: then the server knows its client by other means.
  if (url.password !== '' && isWeakSecret(decoded(url.password), [decoded(url.username), url.hostname, url.pathname.slice(1)])) weak('DATABASE_URL', faults);
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A secret from `NAME` or the file `NAME_FILE`; null where neither is given. Weak ones are a fault. */
function secretOf(env: NodeJS.ProcessEnv, name: string, faults: Faults, known: readonly string[]): string | null {
  const secret = valueOf(env, name, faults);
  if (secret !== null && isWeakSecret(secret, known.filter((other) => other !== ''))) weak(name, faults);
  return secret;
}

function weak(name: string, faults: Faults): void {
  faults.add(
    `${name}: mật khẩu hoặc khoá quá yếu, là giá trị mẫu, hoặc ngắn hơn ${SECRET_LENGTH} ký tự. Tạo khoá mới: openssl rand -base64 32`,
    `${name}: the secret is weak, an example value, or shorter than ${SECRET_LENGTH} characters. Make a new one: openssl rand -base64 32`,
  );
}

function valueOf(env: NodeJS.ProcessEnv, name: string, faults: Faults): string | null {
  const [inline, file] = [env[name] || null, env[`${name}_FILE`] || null];
  if (file === null) return inline;
  if (inline !== null) {
    faults.add(`Chỉ đặt một trong hai: ${name} hoặc ${name}_FILE.`, `Set only one of ${name} and ${name}_FILE.`);
    return null;
  }
  try {
    const text = readFileSync(file, 'utf8').slice(0, SECRET_FILE_LIMIT).trim();
    if (text !== '') return text;
  } catch (fault) {
    const reason = fault instanceof Error && 'code' in fault ? String(fault.code) : 'không đọc được / unreadable';
    faults.add(`${name}_FILE="${file}": không đọc được tệp (${reason}).`, `${name}_FILE="${file}": the file cannot be read (${reason}).`);
    return null;
  }
  faults.add(`${name}_FILE="${file}": tệp rỗng.`, `${name}_FILE="${file}": the file is empty.`);
  return null;
}

function proxiesOf(env: NodeJS.ProcessEnv, faults: Faults): string[] {
  const given = listOf(env['TRUSTED_PROXIES']);
  for (const text of given) {
    const [address = '', bits, ...more] = text.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    // A range of everybody would let every reader say where they come from.
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= most);
    if (family !== 0 && isRange && more.length === 0) continue;
    faults.add(
      `TRUSTED_PROXIES: "${text}" phải là địa chỉ IP hoặc dải từ /8 trở lên (ví dụ 127.0.0.1, 10.1.2.0/24).`,
      `TRUSTED_PROXIES: "${text}" must be an IP address or a range of /8 or narrower (for example 127.0.0.1, 10.1.2.0/24).`,
    );
  }
  return given;
}
