import { civilDate } from '@/domain/civil';
import { err, ok, type Result } from '@/domain/result';
import type { FolderPlan } from './destination';
import { lasting, passing, receiptOf, type Arrived, type Parcel, type SendFault } from './sending';
import { statusFault, type Exchange, type WebTold } from './web-exchange';

/** No MOVE here: unknown, not allowed on this folder, or not for us. */
const NO_MOVE = [403, 405, 409, 501, 502];
/** A folder that is there already, or a server that makes folders by itself. */
const FOLDER_IS_THERE = [200, 201, 204, 301, 405, 409];

/**
 * Puts a file into a WebDAV folder (RFC 4918) below year and month: under a temporary name, then moved to its own in one step. Where the
 * server does not move, it is put under its own name, only if there is nothing. A file of that name and length is this very one: its name
 * carries its hash.
 */
export async function sendToFolder(plan: FolderPlan, parcel: Parcel, exchange: Exchange, signal: AbortSignal): Promise<Result<Arrived, SendFault>> {
  const [year = '', month = ''] = civilDate(parcel.dated).split('-');
  const folders = [new URL(`${year}/`, plan.base), new URL(`${year}/${month}/`, plan.base)] as const;
  const target = new URL(encodeURIComponent(parcel.fileName), folders[1]);
  const there = await standing(target, parcel, exchange, signal);
  if (!there.ok) return there;
  if (there.value.whole) return ok({ receipt: receiptOf(`there ${etagOf(there.value.told)}`, plan) });
  if (there.value.half && !(await remove(target, exchange, signal))) return err(lasting('rejected'));
  const made = await makeFolders(folders, exchange, signal);
  if (!made.ok) return made;
  const moved = plan.move ? await putAndMove(plan, target, folders[1], parcel, exchange, signal) : null;
  return moved ?? putOnce(plan, target, parcel, exchange, signal);
}

const etagOf = ({ headers }: Pick<WebTold, 'headers'>): string => (headers.etag === undefined ? '' : `etag ${headers.etag}`);
const isDone = ({ status }: WebTold): boolean => status === 200 || status === 201 || status === 204;
const failed = (told: WebTold): Result<never, SendFault> => err(told.status === 404 ? lasting('rejected') : statusFault(told));

interface Standing {
  readonly whole: boolean;
  readonly half: boolean;
  readonly told: WebTold;
}
async function standing(target: URL, { bytes }: Parcel, exchange: Exchange, signal: AbortSignal): Promise<Result<Standing, SendFault>> {
  const asked = await exchange({ method: 'HEAD', url: target }, signal);
  if (!asked.ok) return asked;
  const { value: told } = asked;
  if (told.status === 401 || told.status >= 500) return err(statusFault(told));
  const is = told.status === 200;
  const length = told.headers['content-length'];
  const whole = is && (length === undefined || Number(length) === bytes.length);
  return ok({ whole, half: is && !whole, told });
}

async function remove(target: URL, exchange: Exchange, signal: AbortSignal): Promise<boolean> {
  const told = await exchange({ method: 'DELETE', url: target }, signal);
  return told.ok && (isDone(told.value) || told.value.status === 404);
}

async function makeFolders(folders: readonly URL[], exchange: Exchange, signal: AbortSignal): Promise<Result<void, SendFault>> {
  for (const url of folders) {
    const told = await exchange({ method: 'MKCOL', url }, signal);
    // A redirect to the folder itself is how some servers say that it is there.
    if (!told.ok && told.error.reason !== 'redirect') return told;
    if (told.ok && !FOLDER_IS_THERE.includes(told.value.status)) return failed(told.value);
  }
  return ok(undefined);
}

/** Null where the server does not move: nothing of the file is left then. */
async function putAndMove(plan: FolderPlan, target: URL, folder: URL, parcel: Parcel, exchange: Exchange, signal: AbortSignal): Promise<Result<Arrived, SendFault> | null> {
  const temporary = new URL(`.${encodeURIComponent(parcel.id)}.part`, folder);
  const put = await exchange({ method: 'PUT', url: temporary, headers: { 'Content-Type': parcel.type }, body: parcel.bytes }, signal);
  if (!put.ok || !isDone(put.value)) {
    await remove(temporary, exchange, signal);
    return put.ok ? failed(put.value) : put;
  }
  const move = await exchange({ method: 'MOVE', url: temporary, headers: { Destination: target.href, Overwrite: 'F' } }, signal);
  if (move.ok && isDone(move.value)) return ok({ receipt: receiptOf(`${move.value.status} ${etagOf(move.value) || etagOf(put.value)}`, plan) });
  await remove(temporary, exchange, signal);
  // Somebody was first: another delivery of the same bytes.
  if (move.ok && move.value.status === 412) return settled(plan, target, parcel, exchange, signal);
  if (!move.ok) return move.error.reason === 'redirect' ? null : move;
  return NO_MOVE.includes(move.value.status) ? null : failed(move.value);
}

async function putOnce(plan: FolderPlan, target: URL, parcel: Parcel, exchange: Exchange, signal: AbortSignal): Promise<Result<Arrived, SendFault>> {
  const put = await exchange({ method: 'PUT', url: target, headers: { 'Content-Type': parcel.type, 'If-None-Match': '*' }, body: parcel.bytes }, signal);
  if (!put.ok) return put;
  if (put.value.status === 412) return settled(plan, target, parcel, exchange, signal);
  return isDone(put.value) ? ok({ receipt: receiptOf(`${put.value.status} ${etagOf(put.value)}`, plan) }) : failed(put.value);
}

/** Something of that name is there; where it cannot be looked at, its name says what it is. */
async function settled(plan: FolderPlan, target: URL, parcel: Parcel, exchange: Exchange, signal: AbortSignal): Promise<Result<Arrived, SendFault>> {
  const there = await standing(target, parcel, exchange, signal);
  if (!there.ok) return there;
  return there.value.half ? err(passing('broken-off')) : ok({ receipt: receiptOf(`there ${etagOf(there.value.told)}`, plan) });
}
