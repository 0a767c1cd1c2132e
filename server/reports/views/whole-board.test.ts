import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { queryKey } from '@/domain/dataset';
import type { DatasetQuery } from '@/domain/dataset';
import { toInstant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import { unanswered, withAnswer, withFailure } from '@/query/transitions';
import { snapshotBook } from '@/reports/freeze/snapshots';
import { compareReadings } from '@/reports/views/compare-readings';
import { scopeOf } from '@/reports/views/kept-view';
import { readView, type OpenView } from '@/reports/views/read-kept-view';
import { tileReadings, type Answers, type TileReading } from '@/reports/views/tile-readings';
import { viewQuestions, widgetBlocks } from '@/reports/views/view-template';
import { startMock, type Mock } from '../../../mock/main';
import { openBench, type DeskBench } from '../../datasets/testing/desk-bench';
import { answerOf } from '../../datasets/kept';
import { createOutbound } from '../../datasets/outbound/create-outbound';
import { readPack } from '../../operate/province-in-force';
import { memoryStore, type MemoryStore } from '../../store/testing/memory-store';
import { TEST_NOW } from '../../testing/test-gateway';
import type { Writer } from '../reports';
import { widgetsOf } from '../widget-shelf';
import { createKeptViews } from './create-kept-views';

/* The leaders' dashboard over the mock province: kept, opened again, and held against two weeks later. */

const ROOT = join(import.meta.dirname, '../../../public/provinces');
const LEADER: Writer['actor'] = { kind: 'person', id: 'leader', name: 'Lãnh đạo', title: '', unit: null, session: 's', grants: [{ role: 'provincial-leader', unit: null }], purposes: [] };
let store: MemoryStore;
let mock: Mock;
let house: DeskBench;
let province: Province;
const now = (): number => house.core.clock();
beforeAll(async () => {
  const { pack } = await readPack(ROOT, 'nghe-an');
  if (!pack) throw new Error('the pack is not good');
  province = pack.province;
  mock = await startMock({ port: 0, province: 'nghe-an', now: () => (house as DeskBench | undefined)?.core.clock() ?? TEST_NOW });
  store = await memoryStore();
  house = await openBench(store, createOutbound({ plans: new Map(), fallback: new URL(mock.url), onRefused: () => undefined }), province);
}, 60_000);
afterAll(async () => {
  await house.stop();
  await Promise.all([store.close(), mock.close()]);
});

const by = (): Writer => ({ actor: LEADER, rights: rightsOf(LEADER satisfies Actor, province, toInstant(now())) });
const never = new AbortController().signal;

async function keptView(): Promise<OpenView> {
  const views = createKeptViews(house.core, { desk: house.desk });
  const { id } = await views.keep(by(), { dashboard: 'leaders', scope: {}, cause: 'schedule:brief' }, never);
  const read = await readView(JSON.parse(JSON.stringify(await views.read(by(), id))), province);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
/** What the sources say to a page at this moment. */
async function live(view: OpenView): Promise<Answers> {
  const asked = viewQuestions(view.board, scopeIn(view), province, await widgets(view), toInstant(now()));
  const book = new Map<string, Snapshot>();
  await Promise.all(asked.map(async (query: DatasetQuery) => {
    const told = await house.desk.ask(query, by(), never);
    book.set(queryKey(query), told.ok ? withAnswer(unanswered(query), answerOf(told.value.kept), false) : withFailure(unanswered(query), told.error));
  }));
  return { at: toInstant(now()), of: (query) => book.get(queryKey(query)) ?? unanswered(query) };
}
const widgets = (view: OpenView) => widgetsOf({ blocks: widgetBlocks(view.board.dashboard) });
const scopeIn = (view: OpenView) => { const scope = scopeOf(view.board.scope); if (!scope) throw new Error('no period'); return scope; };
const past = (view: OpenView): Answers => ({ at: view.frozen.at, of: snapshotBook(view.frozen).of });
const readings = async (view: OpenView, answers: Answers): Promise<readonly TileReading[]> => tileReadings(view.board, scopeIn(view), answers, province, await widgets(view));
const figuresOf = (all: readonly TileReading[]): readonly string[] => all.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells) : block.kind === 'figure' ? [block, ...block.comparisons] : [])))
  .flatMap((cell) => ('figure' in cell ? [JSON.stringify([cell.figure.measure, cell.figure.period, cell.figure.unit])] : []));

it('says in every tile what the page said at that moment, and goes on saying it while now says something else', async () => {
  const view = await keptView();
  const [then, shown] = [await readings(view, past(view)), await readings(view, await live(view))];
  expect(then.length).toBe(province.dashboards.find(({ id }) => id === 'leaders')?.tiles.length);
  expect(then.filter(({ widget }) => widget === null)).toEqual([]);
  expect(figuresOf(then).length).toBeGreaterThan(50);
  expect(then.map(({ tile, blocks }) => ({ tile, blocks }))).toEqual(shown.map(({ tile, blocks }) => ({ tile, blocks })));
  expect(compareReadings(then, shown, province).every(({ state }) => state === 'same')).toBe(true);

  house.core.turn(16 * 86_400_000);
  const later = await readings(view, await live(view));
  expect(await readings(view, past(view))).toEqual(then);
  const aged = await readings(view, { ...past(view), at: toInstant(now()), heldAt: view.frozen.at });
  const compared = compareReadings(then, later, province, aged);
  const changed = compared.flatMap(({ differences }) => differences.filter(({ before, after }) => before && after && 'figure' in before && 'figure' in after));
  expect(changed.length).toBeGreaterThan(0);
  // As many as figures that stand at the same place and are not the same.
  const [was, is] = [figuresOf(then), figuresOf(later)];
  if (was.length === is.length) expect(changed.length).toBe(was.filter((one, at) => one !== is[at]).length);
  for (const { reason, before, after } of changed) expect([reason, JSON.stringify(before) === JSON.stringify(after)]).toEqual([expect.stringMatching(/^(revised|settled|renewed|moved|aged|arrived|lost|otherwise)$/), false]);
}, 120_000);
