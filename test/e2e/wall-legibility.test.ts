import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scene } from '@/config/scene';
import { bodyOf } from '@/state/documents';
import { smallestText } from '@/wall/legibility';
import { itemsOf } from '@/wall/zone-layers';
import { FAILED_REQUEST, launchBrowser, type OpenedPage } from './support/browser';
import { startTestGateway, type TestGateway } from './support/gateway';
import { openAs, SIGN_ON } from './support/gateway-people';
import { pairedScreen } from './support/gateway-screens';
import { contrast, contrastOf, legibilityFaults, NIGHT_VEIL, readWall, type Rgba, type WallReading } from './support/legible';

const HD = { diagonalInches: 55, width: 1920, height: 1080 };
const UHD = { diagonalInches: 55, width: 3840, height: 2160 };
/** Displays alike; all of them are one picture of one computer. */
const WALLS = [
  { name: '55″ 1920 × 1080', panel: HD, rows: 1, columns: 1, distanceM: 5 },
  { name: '55″ 3840 × 2160', panel: UHD, rows: 1, columns: 1, distanceM: 5 },
  { name: '3 × 2 màn 55″', panel: HD, rows: 2, columns: 3, distanceM: 6 },
] as const;
const DASHBOARDS = ['leaders', 'operations', 'noc', 'flood-storm', 'visitors', 'commune', 'department', 'citizens', 'programme'];
const SHOWN_MS = 20_000;
/** Folder for pictures of what was measured; none where absent. */
const PICTURES = process.env['LEGIBLE_PICTURES'];

interface Hung {
  readonly name: string;
  readonly screen: string;
  readonly opened: OpenedPage;
  readonly smallestPx: number;
  readonly displayHeight: number;
}

let browser: Browser;
let gateway: TestGateway;
let desk: OpenedPage;
let hung: readonly Hung[] = [];

/** A call as the operator's page makes it. */
const asOperator = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => desk.page.evaluate(async (call) => {
  const session = await (await fetch('/api/session')).json() as { readonly csrf: string };
  const reply = await fetch(call.path, { method: call.method, headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf, ...call.headers }, ...(call.body ? { body: JSON.stringify(call.body) } : {}) });
  if (!reply.ok) throw new Error(`${call.method} ${call.path}: HTTP ${reply.status} ${await reply.text()}`);
  return reply.json() as Promise<unknown>;
}, { method, path, body, headers });

async function hang({ name, panel, rows, columns, distanceM }: (typeof WALLS)[number]): Promise<Hung> {
  const opened = await pairedScreen(browser, gateway.url, desk.page, { name, dashboards: DASHBOARDS });
  // Nothing fades: what is measured is what stays.
  await opened.page.emulateMedia({ reducedMotion: 'reduce' });
  await opened.page.setViewportSize({ width: panel.width * columns, height: panel.height * rows });
  const { screens } = await asOperator('GET', '/api/walls') as { readonly screens: readonly { readonly id: string; readonly name: string }[] };
  const screen = screens.find((one) => one.name === name)?.id ?? '';
  await asOperator('POST', '/api/walls', { unit: null, plan: { name, rows, columns, bezelMm: 4, panel, distanceM, screens: { [screen]: { row: 1, column: 1, rowSpan: rows, columnSpan: columns } } } });
  return { name, screen, opened, smallestPx: smallestText(panel, distanceM), displayHeight: panel.height };
}

beforeAll(async () => {
  [browser, gateway] = await Promise.all([launchBrowser(), startTestGateway()]);
  // Who gives every dashboard of the pack to a screen has to see it.
  desk = await openAs(browser, 'quan-tri-tinh', { url: gateway.url });
  const all: Hung[] = [];
  for (const wall of WALLS) all.push(await hang(wall));
  hung = all;
});
afterAll(async () => {
  await browser.close();
  await gateway.close();
});

/** Drives all screens, and waits until what comes stands on each. */
async function drive(deed: object, item: number): Promise<void> {
  const { programs } = await asOperator('POST', '/api/wall/commands', { screens: hung.map(({ screen }) => screen), deed, key: randomUUID() }) as { readonly programs: Readonly<Record<string, { readonly revision: number }>> };
  await Promise.all(hung.map(({ opened, screen }) => opened.page.waitForFunction(({ revision, at }) => {
    const surface = document.querySelector<HTMLElement>(`.surface[data-revision="${revision}"]`);
    const zone = surface?.querySelector('.stage.seen .zone');
    if (!surface || !zone || zone.getAttribute('data-item') !== String(at)) return false;
    const seen = [...surface.querySelectorAll('.layer.seen [data-instance], .layer.seen canvas')].filter((one) => one.closest('[inert]') === null);
    if (seen.some((one) => one.matches('[data-state="loading"], [aria-busy="true"]'))) return false;
    // The same picture twice: lists have found how many rows fit.
    const text = seen.map((one) => `${one.textContent} ${one.clientWidth}x${one.scrollHeight}`).join('|');
    const same = surface.dataset['standing'] === text;
    surface.dataset['standing'] = text;
    return same;
  }, { revision: programs[screen]?.revision ?? -1, at: item }, { timeout: SHOWN_MS, polling: 250 })));
}

interface Measured { readonly scene: string; readonly item: number; readonly size: string; readonly reading: WallReading; readonly faults: readonly string[] }

/** What still comes in while it is measured is no scene that stands: looked at again, and only then held against it. */
const LOOKS = 5;
const LOOK_MS = 600;
async function measure(wall: Hung, scene: string, item: number): Promise<Measured> {
  for (let look = 1; ; look++) {
    const measured = await measureOnce(wall, scene, item);
    if (measured.faults.length === 0 || look === LOOKS) return measured;
    await wall.opened.page.waitForTimeout(LOOK_MS);
  }
}
async function measureOnce({ name, opened, smallestPx }: Hung, scene: string, item: number): Promise<Measured> {
  const day = await night(opened, false);
  const dark = await night(opened, true);
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await opened.page.evaluate(() => {
      document.querySelector('.wall')?.classList.remove('dim');
      document.querySelector<HTMLElement>('.night')?.style.setProperty('opacity', '0');
    });
    await opened.page.screenshot({ path: join(PICTURES, `${scene}-${item}-${opened.page.viewportSize()?.width ?? 0}.png`) });
  }
  const atNight = legibilityFaults(dark, smallestPx, NIGHT_VEIL).filter((fault) => fault.startsWith('pale')).map((fault) => `at night ${fault}`);
  return { scene, item, size: name, reading: day, faults: [...legibilityFaults(day, smallestPx), ...atNight] };
}
/** The page by day, or as it is at night, whatever the hour is. */
async function night(opened: OpenedPage, isNight: boolean): Promise<WallReading> {
  await opened.page.evaluate((dim) => document.querySelector('.wall')?.classList.toggle('dim', dim), isNight);
  return readWall(opened.page);
}

const plainItems = (scene: Scene): number => scene.zones.filter(({ at }) => at === undefined).reduce((most, { shows }) => Math.max(most, itemsOf(shows).length), 1);

describe('what is measured', () => {
  const white: Rgba = [255, 255, 255, 1];
  const black: Rgba = [0, 0, 0, 1];
  it('is contrast as WCAG has it, through layers, opacity and the night', () => {
    expect([contrast(white, black), contrast([119, 119, 119, 1], white)].map((one) => Number(one.toFixed(2)))).toEqual([21, 4.48]);
    expect(contrastOf({ colour: white, under: [[0, 0, 0, 0.5], white], opacity: 1 })).toBeCloseTo(contrast(white, [127.5, 127.5, 127.5, 1]), 6);
    expect(contrastOf({ colour: white, under: [black], opacity: 0.5 })).toBeCloseTo(contrast([127.5, 127.5, 127.5, 1], black), 6);
    expect(contrastOf({ colour: white, under: [black], opacity: 1 }, NIGHT_VEIL)).toBeCloseTo(contrast([204, 204, 204, 1], black), 6);
  });
});

/** Measures every item of a scene, in turn, on every wall; what breaks the law, one line each. */
async function faultsOf(id: string, items: number): Promise<string[]> {
  const measured: Measured[] = [];
  for (let item = 0; item < items; item++) {
    await drive(item === 0 ? { do: 'take', scene: id } : { do: 'next' }, item);
    for (const wall of hung) {
      const one = await measure(wall, id, item);
      measured.push(one);
      if (PICTURES) console.log(`${id} ${item} ${one.size}: ${Math.min(...one.reading.texts.map(({ px }) => px)).toFixed(1)} px, ${one.reading.tiles.map(({ title, state }) => `${title}=${state}`).join(', ')}\n  ${one.faults.join('\n  ')}`);
    }
  }
  expect(measured.every(({ reading }) => reading.texts.length > 0)).toBe(true);
  return measured.flatMap(({ item, size, faults }) => faults.map((fault) => `${item + 1}/${items} ${size}: ${fault}`));
}

describe('every scene of the pack is read from where its wall says', () => {
  it.each(['morning-brief', 'duty', 'flood-storm', 'visitors'])('%s', async (id) => {
    const scene = gateway.province.scenes.get(id);
    expect(scene).toBeDefined();
    expect(await faultsOf(id, scene ? plainItems(scene) : 0)).toEqual([]);
  });

  it('and so is every dashboard of the pack that none of them shows, in a scene somebody made of them', async () => {
    const shown = [...gateway.province.scenes.values()].flatMap(({ zones }) => zones.flatMap(({ shows }) => itemsOf(shows).flatMap((item) => (item.shows.kind === 'dashboard' ? [item.shows.dashboard] : []))));
    const others = gateway.province.dashboards.map(({ id }) => id).filter((id) => !shown.includes(id));
    expect(others).toEqual(expect.arrayContaining(['commune', 'department', 'citizens', 'programme']));
    const items = others.map((dashboard) => ({ shows: { kind: 'dashboard' as const, dashboard }, seconds: 3_600 }));
    const body = bodyOf('scene', { title: { vi: 'Các bảng khác', en: 'Other dashboards' }, transition: 'cut', zones: [{ shows: { kind: 'playlist', items } }] });
    await asOperator('PUT', '/api/documents/scene/cac-bang-khac', { body, reason: '', owner: 'unit', unit: null }, { 'if-none-match': '*', 'idempotency-key': randomUUID() });
    expect(await faultsOf('cac-bang-khac', others.length)).toEqual([]);
  });

  it('on screens of which the browser has nothing to complain', () => {
    for (const { opened } of hung) opened.assertClean([FAILED_REQUEST]);
    desk.assertClean([SIGN_ON, FAILED_REQUEST]);
  });
});
