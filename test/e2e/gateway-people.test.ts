import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, whenReady } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { keptOnDevice, openMenu, signIn, SIGN_ON, type Account } from './support/gateway-people';
import { answeredLines, deniedDatasets, leaks, own, truthOf, unitsWithTasks, type Share, type Truth } from './support/gateway-shares';

const DEPARTMENT = 'H41.06';
const COMMUNE = '16681';
const NAMES = { leaders: 'Toàn cảnh', department: 'Sở, ngành', operations: 'Trực vận hành', commune: 'Xã, phường' } as const;
type DashboardId = keyof typeof NAMES;
const DASHBOARDS = Object.keys(NAMES) as DashboardId[];
const DRIVING = 'Điều khiển màn hình';
const SCREENS = 'Màn hình trung tâm';
const PEOPLE = 'Người dùng và vai trò';
const AUDIT = 'Nhật ký kiểm toán';
const SOURCES = 'Nguồn số liệu';
const SAVED = 'Bộ dữ liệu';
const UPLOADS = 'Gửi số liệu';
const ADMIN = [
  { path: 'admin/screens', name: SCREENS }, { path: 'admin/people', name: PEOPLE }, { path: 'admin/sources', name: SOURCES }, { path: 'admin/datasets', name: SAVED }, { path: 'admin/audit', name: AUDIT },
];

interface Person {
  readonly account: Account | null;
  readonly landing: DashboardId;
  readonly unit: string;
  readonly pages: readonly DashboardId[];
  /** What the line of pages has room for, word by word: their own first. */
  readonly nav: readonly string[];
  readonly admin: readonly string[];
  /** Tiles kept from them, page by page. */
  readonly kept: Readonly<Record<DashboardId, string>>;
  /** Whether the list of overdue dossiers offers to state a purpose. */
  readonly unmasks: boolean;
  readonly share: Share;
  /** Units of which they are given figures of tasks; undefined: all of them. */
  readonly tasks?: readonly string[];
  readonly denied: readonly string[];
}

const LGSP = 'lgsp-availability lgsp-requests lgsp-errors services';
const NOT_OF_UNITS = ['lgsp-daily', 'lgsp-services', 'security-coverage', 'security-systems', 'security-trend'];
const NONE = { leaders: '', department: '', operations: '', commune: '' };
const OFFICE = {
  unit: 'Sở Nông nghiệp và Môi trường', landing: 'department',
  kept: { ...NONE, operations: `${LGSP} systems load coverage`, commune: 'late' },
  share: { units: [DEPARTMENT], dossiers: true, incidents: true }, tasks: [DEPARTMENT], denied: ['procedure-overdue-dossiers', ...NOT_OF_UNITS].sort(),
} as const;
const PUBLIC_PAGES = ['leaders', 'department', 'commune'] as const;
const LIBRARY = 'Tất cả bảng';
const OPEN_PLACES = [LIBRARY, 'Chỉ tiêu', 'Hệ thống'];
const PLACES = [...OPEN_PLACES, 'Báo cáo'];
const PUBLIC_NAV = ['Toàn cảnh', 'Sở, ngành', 'Xã, phường', ...OPEN_PLACES];
const OFFICE_NAV = ['Sở, ngành', 'Toàn cảnh', 'Xã, phường', ...PLACES];
const WHOLE_NAV = ['Toàn cảnh', 'Người dân và chỉ đạo', 'Sở, ngành', 'Trực vận hành', ...PLACES];

const TABLE: readonly Person[] = [
  {
    account: null, landing: 'leaders', unit: 'Toàn tỉnh', pages: PUBLIC_PAGES, nav: PUBLIC_NAV, admin: [], unmasks: false,
    kept: { leaders: 'security alerts tasks', department: 'tasks late', operations: `summary ${LGSP} incidents alerts systems load coverage`, commune: 'late' },
    share: { units: [], dossiers: false, incidents: false }, tasks: [],
    denied: ['directive-tasks', 'field-incidents', 'procedure-overdue-dossiers', 'security-alerts', 'security-incidents', ...NOT_OF_UNITS].sort(),
  },
  { account: 'lanh-dao-tinh', landing: 'leaders', unit: 'Toàn tỉnh', pages: DASHBOARDS, nav: WHOLE_NAV, admin: [], kept: NONE, unmasks: true, share: { units: 'all', dossiers: true, incidents: true }, denied: [] },
  { account: 'giam-doc-so', ...OFFICE, pages: PUBLIC_PAGES, nav: ['Sở, ngành', 'Toàn cảnh', 'Người dân và chỉ đạo', 'Xã, phường', ...PLACES], admin: [UPLOADS, PEOPLE], unmasks: true },
  {
    account: 'chu-tich-xa', landing: 'commune', unit: 'Phường Thành Vinh', pages: PUBLIC_PAGES, nav: ['Xã, phường', 'Toàn cảnh', 'Người dân và chỉ đạo', 'Sở, ngành', ...PLACES], admin: [UPLOADS, PEOPLE], unmasks: true,
    kept: { ...NONE, leaders: 'tasks', department: 'tasks late', operations: `${LGSP} systems load coverage` },
    share: { units: [COMMUNE], dossiers: true, incidents: true }, tasks: [], denied: OFFICE.denied,
  },
  { account: 'chuyen-vien', ...OFFICE, pages: PUBLIC_PAGES, nav: OFFICE_NAV, admin: [UPLOADS], unmasks: true },
  {
    account: 'truc-ioc', landing: 'operations', unit: 'Toàn tỉnh', pages: DASHBOARDS, nav: ['Trực vận hành', 'Toàn cảnh', 'Sở, ngành', 'Vận hành hạ tầng', ...PLACES], admin: [DRIVING, SCREENS, SOURCES], unmasks: false,
    kept: { leaders: 'tasks', department: 'tasks late', operations: '', commune: 'late' },
    share: { units: 'all', dossiers: false, incidents: true }, tasks: [], denied: ['directive-tasks', 'procedure-overdue-dossiers'],
  },
  { account: 'quan-tri-don-vi', ...OFFICE, pages: PUBLIC_PAGES, nav: OFFICE_NAV, admin: [UPLOADS, SCREENS, PEOPLE], unmasks: false },
  {
    account: 'quan-tri-tinh', landing: 'leaders', unit: 'Toàn tỉnh', pages: DASHBOARDS, nav: WHOLE_NAV, admin: [UPLOADS, DRIVING, SCREENS, PEOPLE, SOURCES, SAVED, AUDIT], kept: NONE, unmasks: false,
    share: { units: 'all', dossiers: true, incidents: true }, denied: [],
  },
];

let browser: Browser;
let gateway: TestGateway;
let truth: Truth;
beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
  truth = await truthOf(gateway.mockUrl, monthOf(gateway.running().core.clock()), { department: DEPARTMENT, commune: COMMUNE });
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

const monthOf = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 7);
const sorted = (words: string): string => words.split(' ').sort().join(' ');
const offered = (page: Page): Promise<string[]> => page.getByRole('navigation', { name: 'Bảng điều hành' }).getByRole('link').allInnerTexts();

async function tilesKept(page: Page, account: Account | null): Promise<string> {
  const tiles = await page.locator('[data-widget]').evaluateAll((all) => all.map((tile) => ({
    id: tile.getAttribute('data-instance') ?? '', state: tile.getAttribute('data-state'), says: tile.textContent,
  })));
  const words = account === null ? 'Cần đăng nhập để xem số liệu này' : 'Anh/chị không có quyền xem số liệu này';
  for (const { id, state, says } of tiles) expect(says.includes(words), `${id} is ${state ?? ''} and says: ${says.slice(0, 80)}`).toBe(state === 'denied');
  return tiles.filter(({ state }) => state === 'denied').map(({ id }) => id).sort().join(' ');
}

/** By the header or the list of all dashboards where the page is offered, else by its typed address. */
async function visit(page: Page, id: DashboardId, pages: readonly DashboardId[]): Promise<void> {
  if (pages.includes(id)) {
    const line = page.getByRole('navigation', { name: 'Bảng điều hành' });
    const near = line.getByRole('link', { name: NAMES[id], exact: true });
    if (await near.count() > 0) await near.click();
    else {
      await line.getByRole('link', { name: LIBRARY }).click();
      await page.getByRole('main').getByRole('link', { name: NAMES[id], exact: true }).click();
    }
    await page.waitForURL(`**/dashboards/${id}*`);
    await page.waitForFunction(() => document.querySelector('[data-widget]') !== null && document.querySelector('[data-state="loading"]') === null);
  } else await page.goto(`${gateway.url}dashboards/${id}`);
  await whenReady(page);
}

async function visitAdministration(page: Page, admin: readonly string[]): Promise<void> {
  for (const { path, name } of ADMIN) {
    await page.goto(`${gateway.url}${path}`);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    const refusal = page.getByRole('alert').filter({ hasText: /không có quyền mở trang này|Cần đăng nhập để mở trang này/ });
    if (admin.includes(name)) {
      await whenReady(page);
      expect(await refusal.count(), name).toBe(0);
    } else await refusal.waitFor();
  }
}

describe('each of the demonstration is given exactly their share', () => {
  it.each(TABLE)('$account', async ({ account, landing, unit, pages, nav, admin, kept, unmasks, share, tasks, denied }) => {
    gateway.wire.clear();
    const { page, close, assertClean } = await openPage(browser, { url: gateway.url });
    if (account !== null) {
      // What everybody is given was given to nobody in particular.
      gateway.wire.clear();
      await signIn(page, account);
    }
    expect(new URL(page.url()).pathname).toBe(`/dashboards/${landing}`);
    expect(await page.getByRole('group', { name: 'Đơn vị' }).innerText()).toContain(unit);
    expect(await offered(page)).toEqual(nav);

    const doms: string[] = [];
    for (const id of DASHBOARDS) {
      if (!page.url().endsWith(`/${id}`)) await visit(page, id, pages);
      expect(`${id}: ${await tilesKept(page, account)}`).toBe(`${id}: ${sorted(kept[id])}`);
      if (id === 'department' || id === 'commune') {
        const mayAsk = unmasks && !kept[id].includes('late');
        expect(await page.getByRole('button', { name: 'Xem thông tin cá nhân…' }).count(), `${id}: purpose offered`).toBe(mayAsk ? 1 : 0);
      }
      doms.push(await page.content());
    }
    if (account !== null) {
      await openMenu(page);
      const menu = page.getByRole('navigation', { name: 'Quản trị' });
      expect(await menu.count() === 0 ? [] : await menu.getByRole('link').allInnerTexts()).toEqual(admin);
    }
    await visitAdministration(page, admin);

    const bodies = gateway.wire.bodies().map(({ text }) => text);
    const device = await keptOnDevice(page);
    for (const [where, texts] of Object.entries({ page: doms, answers: bodies, device: [device] })) expect(leaks(texts, truth, share), where).toEqual([]);
    if (share.incidents) expect(own(bodies, truth, share)).toBeGreaterThan(0);
    const lines = answeredLines(gateway.wire);
    if (tasks) expect(unitsWithTasks(lines)).toEqual(tasks);
    else expect(unitsWithTasks(lines).length).toBeGreaterThan(10);
    expect(deniedDatasets(lines)).toEqual(denied);
    assertClean([SIGN_ON]);
    await close();
  });
});

describe('another province', () => {
  it('gives a head of department their own department, by the same rules', async () => {
    const other = await startTestGateway({ province: 'ninh-binh' });
    const { page, close, assertClean } = await openPage(browser, { url: other.url });
    await signIn(page, 'giam-doc-so');
    const department = other.province.defaults.openingUnits?.department ?? '';
    const commune = other.province.defaults.openingUnits?.commune ?? '';
    expect(new URL(page.url()).pathname).toBe('/dashboards/department');
    await page.goto(`${other.url}dashboards/operations`).then(() => whenReady(page));
    expect(await tilesKept(page, 'giam-doc-so')).toBe(sorted(OFFICE.kept.operations));
    const there = await truthOf(other.mockUrl, monthOf(other.running().core.clock()), { department, commune });
    const bodies = other.wire.bodies().map(({ text }) => text);
    const share: Share = { units: [department], dossiers: true, incidents: true };
    expect(leaks([...bodies, await page.content(), await keptOnDevice(page)], there, share)).toEqual([]);
    expect(own(bodies, there, share)).toBeGreaterThan(0);
    assertClean([SIGN_ON]);
    await close();
    await other.close();
  });
});
