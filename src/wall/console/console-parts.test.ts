import { describe, expect, it } from 'vitest';
import { createSSRApp, h, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import { toInstant } from '@/domain/time';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { aProgram, NOW } from '../wall.fixture';
import AlarmList from './AlarmList.vue';
import { aReport, aWallScreen } from './console.fixture';
import { newPlan, placed } from './plan-edit';
import ScreenTable from './ScreenTable.vue';
import ScreenTile from './ScreenTile.vue';
import { allAlarms } from './standing';
import WallSection from './WallSection.vue';

/** Markup of a part as a page of that language would show it. */
async function shown(part: Component, props: object, language: Language = 'vi'): Promise<string> {
  const app = createSSRApp({ render: () => h(part, props) });
  const portal = { language, format: createFormat(language), t: (key: string) => key } satisfies Partial<Portal>;
  app.provide(PORTAL, portal as unknown as Portal);
  return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
const silent = aWallScreen({ id: 'b', name: 'Tường phải', unseenMs: 45_000 });

describe('how a screen fares', () => {
  const table = (screens: readonly ReturnType<typeof aWallScreen>[], language: Language = 'vi') =>
    shown(ScreenTable, { screens, sinceMs: 0, build: 'b2', caption: 'Phòng họp', shows: () => 'Trực ban · mục 1/2' }, language);

  it('is told whole: signal, scene, mode, driver, age, memory, pictures, build', async () => {
    const text = textOf(await table([aWallScreen()]));
    for (const part of ['Tường trái', '● Báo cách đây 5 giây', 'Trực ban · mục 1/2', 'Đang chạy', 'Trần Văn Trực, từ 08:00', '86 MB', '60', 'b2']) expect(text).toContain(part);
  });
  it('says by shape and word what is not well, and what is not known is not zero', async () => {
    expect(textOf(await table([silent]))).toContain('◌ Im lặng 45 giây');
    expect(textOf(await table([aWallScreen({ report: aReport({ build: 'b1', heapBytes: null, frameRate: null, oldestMs: null }) })]))).toMatch(/chưa rõ chưa rõ chưa rõ ▲ b1, khác cổng/);
    expect(textOf(await table([aWallScreen({ report: null, unseenMs: null })], 'en'))).toContain('◌ Never heard');
  });
});

describe('a screen in small', () => {
  it('is a button that says whether it is chosen, its mode, its alert and its visitors', async () => {
    const program = aProgram({ mode: 'frozen', room: 'visitors', takeover: { scene: 'duty', title: 'Bão số 9', since: NOW, until: toInstant(NOW + 1_000) } });
    const markup = await shown(ScreenTile, { screen: aWallScreen({ program }), sinceMs: 0, isChosen: true, shows: 'Trực ban' });
    expect(markup).toContain('aria-pressed="true"');
    expect(textOf(markup)).toMatch(/▲ Bão số 9 ❄ Giữ hình ◆ Có khách .*Tường trái Trực ban/);
  });
  it('is drawn from its own word, without a figure', async () => {
    const markup = await shown(ScreenTile, { screen: aWallScreen(), sinceMs: 0, isChosen: false, shows: '' });
    expect(markup).toContain('Thu ngân sách');
    expect(markup).toMatch(/<circle class="mark"/);
  });
});

describe('the desk', () => {
  it('names what needs a look, or says that nothing does', async () => {
    const text = textOf(await shown(AlarmList, { alarms: allAlarms([aWallScreen(), silent], { sinceMs: 0, build: 'b2' }) }));
    expect(text).toBe('◌ Tường phải: im lặng 45 giây');
    expect(textOf(await shown(AlarmList, { alarms: [] }))).toContain('Mọi màn hình đều báo đúng hạn');
  });
  it('shows fifty screens of one list, each once', async () => {
    const screens = Array.from({ length: 50 }, (_, at) => aWallScreen({ id: `s${at}`, name: `Màn ${at}` }));
    const markup = await shown(WallSection, { wall: null, screens, chosen: new Set(['s1']), sinceMs: 0, build: 'b2', shows: () => '', mayPlan: true });
    expect(markup.match(/data-screen=/g)).toHaveLength(50);
    expect(markup.match(/aria-pressed="true"/g)).toHaveLength(1);
  });
  it('leaves the empty cells of a wall to be seen, and its plan to who may change it', async () => {
    const wall = { id: 'w', unit: null, revision: 1, plan: placed({ ...newPlan('Phòng họp'), columns: 3 }, 'screen-0123456789', 1, 2) };
    const props = { wall, screens: [aWallScreen()], chosen: new Set<string>(), sinceMs: 0, build: 'b2', shows: () => '' };
    expect((await shown(WallSection, { ...props, mayPlan: true })).match(/class="cell empty"/g)).toHaveLength(2);
    expect(textOf(await shown(WallSection, { ...props, mayPlan: false }))).not.toContain('Sửa sơ đồ');
  });
});
