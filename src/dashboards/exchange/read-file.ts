import { pointerOf, quote, type PackFault, type Report } from '@/config/config-fault';
import type { Dashboard, Tile } from '@/config/dashboard';
import { readPackText } from '@/config/pack-text';
import type { Scene } from '@/config/scene';
import { isRecord, settings } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import { newDashboardId } from '../new-id';
import type { Bodies } from '@/state/documents';
import { readDocument } from '@/state/every-document';
import { bytesOf, canonical, jsonFlaw, MAX_BODY_BYTES } from '@/state/json-limits';
import { checkedTile, type Remark, type Surroundings } from './checked-tile';
import { EXCHANGED, type Exchanged } from './file-form';

/** A file that may come in: what will be stored, and what of it had to be left out or will not be found here. */
export interface Arriving {
  readonly kind: Exchanged;
  /** New here; the same file gives the same id, so that bringing it in twice can be seen. */
  readonly id: string;
  readonly content: Dashboard | Omit<Scene, 'id'> | Bodies['report-template'];
  /** Left out, by place in the file. */
  readonly leftOut: readonly PackFault[];
  /** Kept although this portal cannot show it as it stands. */
  readonly remarks: readonly Remark[];
}

const FILE = 'file';
const KNOWN = ['$schema', 'kind', 'schemaVersion', 'content', 'note'];
/** Characters looked at: twice the largest body, for indentation. */
const MOST_CHARACTERS = 2 * MAX_BODY_BYTES;

/**
 * The text of a file, from anywhere and of anybody, as something that may be stored; or why not, by place. Nothing is believed: who it
 * belongs to is not asked of it, its id is never taken. Pure; never throws.
 */
export function readFile(text: string, around: Surroundings): Result<Arriving, readonly PackFault[]> {
  const faults: PackFault[] = [];
  const report: Report = (fault) => void faults.push(fault);
  const file = opened(text, report);
  if (!file) return err(faults);
  const { kind, raw } = file;
  const read = readDocument(kind, raw, around.province.units);
  const placed = (fault: PackFault): PackFault => ({ ...fault, file: FILE, pointer: fault.pointer === '/schemaVersion' ? fault.pointer : `/content${fault.pointer}` });
  if (!read.ok) return err(read.error.map(placed));
  const secret = settings.safeParse(raw);
  if (!secret.success) return err([{ code: 'secret-inline', file: FILE, pointer: '/content', expected: 'no secret', got: '(not shown)' }]);
  const leftOut = read.value.faults.map(placed);
  const id = newDashboardId(titleIn(read.value.body), () => digest(canonical(raw)));
  if (!('tiles' in read.value.body)) return ok({ kind, id, content: read.value.body as Omit<Scene, 'id'> | Bodies['report-template'], leftOut, remarks: [] });
  const board: Dashboard = read.value.body;
  const places = placesIn(raw, board);
  const variables = (board.variables ?? []).map((one) => one.id);
  const checked = board.tiles.map((tile) => checkedTile(tile, places.get(tile.id) ?? '', variables, around));
  const tiles = checked.flatMap(({ tile }) => tile ?? []);
  const all = [...leftOut, ...checked.flatMap((one) => one.leftOut)];
  if (tiles.length === 0) return err([...all, { code: 'required', file: FILE, pointer: '/content/tiles', expected: 'not empty', got: quote([]) }]);
  return ok({ kind, id, content: { ...board, id, tiles }, leftOut: all, remarks: checked.flatMap((one) => one.remarks) });
}

function opened(text: string, report: Report): { readonly kind: Exchanged; readonly raw: Json } | null {
  const fail = (code: PackFault['code'], pointer: string, expected: string, got: unknown): null => {
    report({ code, file: FILE, pointer, expected, got: quote(got) });
    return null;
  };
  if (text.length > MOST_CHARACTERS) return fail('too-large', '', `≤ ${MOST_CHARACTERS} characters`, text.length);
  const file = readPackText(FILE, text, report);
  if (file === undefined) return null;
  const flaw = jsonFlaw(file);
  if (flaw) {
    report({ file: FILE, ...flaw });
    return null;
  }
  if (!isRecord(file)) return fail('type', '', 'object', file);
  const strange = Object.keys(file).find((name) => !KNOWN.includes(name));
  if (strange !== undefined) return fail('unknown-field', pointerOf([strange]), KNOWN.join(', '), strange);
  const kind = EXCHANGED.find((one) => one === file['kind']);
  if (!kind) return fail('choice', '/kind', EXCHANGED.join(' | '), file['kind']);
  const { content, schemaVersion } = file;
  if (!isRecord(content)) return fail(content === undefined ? 'required' : 'type', '/content', 'object', content);
  if ('schemaVersion' in content) return fail('unknown-field', '/content/schemaVersion', 'schemaVersion beside content', content['schemaVersion']);
  const raw = { schemaVersion: schemaVersion ?? null, ...content };
  return bytesOf(raw) > MAX_BODY_BYTES ? fail('too-large', '/content', `≤ ${MAX_BODY_BYTES} bytes`, bytesOf(raw)) : { kind, raw };
}

const titleIn = ({ title }: { readonly title: { readonly vi: string } }): string => title.vi;

/** Where in the file each tile stands. */
function placesIn(raw: Json, { tiles }: Dashboard): ReadonlyMap<string, string> {
  const listed: Json = isRecord(raw) ? (raw['tiles'] ?? null) : null;
  const all: readonly Json[] = Array.isArray(listed) ? listed : [];
  return new Map(tiles.map(({ id }: Tile) => [id, `/content/tiles/${all.findIndex((one) => isRecord(one) && one['id'] === id)}`]));
}

/** Six bytes out of a text, FNV-1a twice: enough to know a file again, no seal. */
function digest(text: string): Uint8Array {
  const hash = (seed: number): number => { let at = seed; for (let index = 0; index < text.length; index += 1) at = Math.imul(at ^ text.charCodeAt(index), 0x01000193) >>> 0; return at; };
  const [one, two] = [hash(0x811c9dc5), hash(0x9747b28c)];
  return Uint8Array.from([one, one >>> 8, one >>> 16, two, two >>> 8, two >>> 16]);
}
