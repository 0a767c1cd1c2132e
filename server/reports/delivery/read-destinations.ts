import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { err, ok, type Result } from '@/domain/result';
import { baseOf, credentialsOf, NO_CREDENTIALS } from '../../datasets/outbound/read-sources';
import { mayConnect } from '../../datasets/outbound/special-addresses';
import { tlsPlanOf } from '../../datasets/outbound/tls-plan';
import { isWeakSecret, SECRET_LENGTH } from '../../http/secrets';
import { REPORT_FORMATS } from '../formats';
import type { DestinationPlan, FolderPlan, MailPlan, WebhookPlan } from './destination';
import { destinationEntry, entryFaults, MOST_DESTINATIONS, type DestinationEntry } from './destination-schema';

type Tell = (vi: string, en: string) => void;
interface Place {
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}
const MEGABYTE = 1_048_576;
/** What most mail servers take, packed as Base64; and what a report is unless something is wrong with it. */
const MOST_MEGABYTES = { mail: 18, folder: 100, webhook: 50 } as const;
const ATTEMPT_SECONDS = 60;
const PORTS = { tls: 465, starttls: 587, none: 25 } as const;

/**
 * Reads the operator's `DESTINATIONS_FILE`: `{ "destinations": [ … ] }`, docs/guides/report-delivery.md has every field. Secrets stand in the
 * environment variables it names. Every fault is reported at once with its JSON pointer, in Vietnamese and English, and never a secret.
 */
export function readDestinations(file: string, env: NodeJS.ProcessEnv): Result<ReadonlyMap<string, DestinationPlan>, string[]> {
  const entries = entriesOf(file);
  if (!entries.ok) return err([entries.error]);
  const faults: string[] = [];
  const plans = new Map<string, DestinationPlan>();
  entries.value.forEach((value, at) => {
    const tellAt = (pointer: string): Tell => (vi, en) => void faults.push(`${file}: /destinations/${at}${pointer}: ${vi}\n${file}: /destinations/${at}${pointer}: ${en}`);
    const read = destinationEntry.safeParse(value);
    if (!read.success) return entryFaults(value, read.error.issues).forEach((fault) => tellAt(fault.at)(fault.vi, fault.en));
    const plan = planOf(read.data, { file, env }, tellAt(''));
    if (plan && plans.has(plan.id)) tellAt('/id')(`"${plan.id}" đã dùng ở trên`, `"${plan.id}" stands above already`);
    else if (plan) plans.set(plan.id, plan);
  });
  return faults.length > 0 ? err(faults) : ok(plans);
}

function entriesOf(file: string): Result<readonly unknown[], string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'JSON';
    return err(`${file}: không đọc được (${code}).\n${file}: cannot be read (${code}).`);
  }
  const list: unknown = typeof parsed === 'object' && parsed !== null && 'destinations' in parsed ? parsed.destinations : undefined;
  if (Array.isArray(list) && list.length <= MOST_DESTINATIONS) return ok(list);
  return err(`${file}: /destinations: cần danh sách tối đa ${MOST_DESTINATIONS} nơi nhận.\n${file}: /destinations: expected a list of at most ${MOST_DESTINATIONS} destinations.`);
}

function planOf(given: DestinationEntry, place: Place, tell: Tell): DestinationPlan | null {
  const { id, title, formats = REPORT_FORMATS, maxClass = 'internal', drafts = false, internal = false, addresses = [] } = given;
  const wrong = addresses.find((address) => !mayConnect(address, internal));
  if (wrong !== undefined) tell(`addresses: "${wrong.slice(0, 64)}" không dùng được (không phải IP, hoặc thuộc dải riêng mà chưa khai "internal": true)`, `addresses: "${wrong.slice(0, 64)}" cannot be used (no IP address, or of a private range without "internal": true)`);
  const tls = given.tls ? tlsPlanOf(given.tls, place.file, place.env, tell) : undefined;
  if (wrong !== undefined || tls === null) return null;
  const common: Common = {
    id, title, units: given.units ?? '*', formats, maxClass, drafts, internal, addresses, ...(tls ? { tls } : {}),
    maxBytes: (given.maxMegabytes ?? MOST_MEGABYTES[given.kind]) * MEGABYTE, attemptMs: (given.attemptSeconds ?? ATTEMPT_SECONDS) * 1_000,
  };
  return given.kind === 'mail' ? mailPlan(given, common, place, tell) : webPlan(given, common, place, tell);
}

type Common = Pick<DestinationPlan, 'id' | 'title' | 'units' | 'formats' | 'maxClass' | 'drafts' | 'internal' | 'addresses' | 'maxBytes' | 'attemptMs' | 'tls'>;

function webPlan(given: Exclude<DestinationEntry, { kind: 'mail' }>, common: Common, { env }: Place, tell: Tell): FolderPlan | WebhookPlan | null {
  const { url, credentials } = given;
  // The address of a webhook is whole, that of a folder goes on.
  const checked = baseOf(given.kind === 'webhook' && !url.endsWith('/') ? `${url}/` : url, common.internal, tell);
  const own = credentials ? credentialsOf(credentials, common.internal, env, tell) : NO_CREDENTIALS;
  const secret = given.kind === 'webhook' ? secretOf(given.secretEnv, [given.id], env, tell) : '';
  const plain = checked?.protocol === 'http:';
  if (plain && !common.internal) tell('báo cáo không gửi qua http:// ra ngoài mạng nội bộ', 'reports are not sent over http:// outside of the network');
  if (plain && common.tls) tell('tls chỉ dùng với địa chỉ https://', 'tls goes with an https:// address');
  if (!checked || !own || secret === null || (plain && (!common.internal || common.tls))) return null;
  const web = { ...common, base: new URL(url), headers: own.headers };
  return given.kind === 'folder' ? { ...web, kind: 'folder', move: given.move ?? true, secrets: own.secrets } : { ...web, kind: 'webhook', form: given.form ?? 'multipart', secret, secrets: [...own.secrets, secret] };
}

function mailPlan(given: Extract<DestinationEntry, { kind: 'mail' }>, common: Common, { env }: Place, tell: Tell): MailPlan | null {
  const { host, security = 'starttls', login, from, to, reminders = false } = given;
  const base = new URL(`smtp://${host}:${given.port ?? PORTS[security]}/`);
  const isReachable = isIP(host) === 0 || mayConnect(host, common.internal);
  if (!isReachable) tell('host thuộc dải riêng hoặc dải đặc biệt; máy chủ trong mạng nội bộ phải khai "internal": true', 'host lies in a private or special range; a server inside the network needs "internal": true');
  const isSafe = security !== 'none' || (common.internal && login === undefined);
  if (!isSafe) tell('"security": "none" chỉ dùng cho máy chủ trong mạng nội bộ và không đăng nhập', '"security": "none" is only for a server inside the network, without a login');
  const password = login ? secretOf(login.env, [login.user], env, tell) : '';
  if (!isReachable || !isSafe || password === null) return null;
  const packed = login ? [password, ...[`\0${login.user}\0${password}`, password].map((text) => Buffer.from(text).toString('base64'))] : [];
  return { ...common, kind: 'mail', base, security, login: login ? { user: login.user, password } : null, from, to, reminders, secrets: packed };
}

/** Null where the variable is empty or holds none. */
function secretOf(name: string, known: readonly string[], env: NodeJS.ProcessEnv, tell: Tell): string | null {
  const secret = env[name] ?? '';
  if (secret !== '' && !isWeakSecret(secret, known)) return secret;
  tell(
    `biến môi trường ${name} trống, quá yếu, là giá trị mẫu, hoặc ngắn hơn ${SECRET_LENGTH} ký tự`,
    `the environment variable ${name} is empty, weak, an example value, or shorter than ${SECRET_LENGTH} characters`,
  );
  return null;
}
