import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Scene } from '@/config/scene';
import { toInstant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { createReadiness } from '@/widget-kit/readiness';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { aProgram, aScene, aScreen, NOW } from './wall.fixture';
import WallSurface from './WallSurface.vue';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const said = (vi: string, en = vi): Scene['zones'][number]['shows'] => ({ kind: 'message', title: { vi, en } });
type Props = InstanceType<typeof WallSurface>['$props'];

/** What stands on a screen, as text. */
async function wall(props: Partial<Props> = {}, language: 'vi' | 'en' = 'vi'): Promise<string> {
  const all: Props = { program: aProgram(), scene: aScene({ zones: [{ shows: said('Trực ban', 'Duty') }] }), screen: aScreen(), serverNow: () => NOW, home: null, ...props };
  const app = createSSRApp({ render: () => h(WallSurface, all) });
  const portal: Partial<Portal> = {
    province: sampleProvince(), language, format: createFormat(language), surface: 'wall', now: NOW, online: true, reader: null, filters: [], t: (key) => key, widget: () => undefined,
    optionLayers: () => [], readiness: createReadiness(() => undefined, (run) => run()), openFigure: () => undefined,
  };
  app.provide(PORTAL, portal as Portal);
  const markup = await renderToString(app);
  return markup.replace(/<!--.*?-->/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
}

describe('what stands on a screen', () => {
  it('is its scene, in either language', async () => {
    expect(await wall()).toContain('Trực ban');
    expect(await wall({}, 'en')).toContain('Duty');
  });

  it('is the operator\'s line until its moment', async () => {
    const program = aProgram({ message: { text: 'Họp lúc 9 giờ', until: toInstant(NOW + 5_000) } });
    expect(await wall({ program })).toContain('Thông báo của trung tâm Họp lúc 9 giờ');
    expect(await wall({ program, serverNow: () => NOW + 5_000 })).not.toContain('Họp lúc 9 giờ');
  });

  it('is an alert, with the moment at which it gives the screen back, and then the scene again', async () => {
    const program = aProgram({ takeover: { scene: 'flood', title: 'Lũ trên sông Lam', since: NOW, until: toInstant(NOW + 15 * 60_000) } });
    const flood = aScene({ id: 'flood', zones: [{ shows: said('Sơ tán') }] });
    expect(await wall({ program, takeoverScene: flood })).toMatch(/Cảnh báo Lũ trên sông Lam Quay về lúc 08:15.*Sơ tán/);
    expect(await wall({ program, takeoverScene: flood, serverNow: () => NOW + 15 * 60_000 })).not.toContain('Cảnh báo');
    expect(await wall({ program: aProgram({ takeover: { scene: 'flood', title: 'Lũ', since: NOW, until: null } }) })).toContain('Đến khi người điều hành kết thúc');
  });

  it('says that it is held, and is dark under everything', async () => {
    expect(await wall({ program: aProgram({ mode: 'frozen', heldMs: 0 }) })).toContain('Đang giữ hình');
    const dark = await wall({ program: aProgram({ mode: 'blank', message: { text: 'Họp', until: null } }) });
    expect(dark).toMatch(/08:00$/);
    expect(dark).not.toContain('Họp');
  });

  it('says what is missing, and is never without a word', async () => {
    expect(await wall({ scene: null, program: aProgram({ scene: null }) })).toContain('Chưa có cảnh nào được chọn');
    expect(await wall({ scene: null, program: aProgram({ scene: 'gone' }) })).toContain('Không mở được cảnh “gone”');
    expect(await wall({ scene: null })).toContain('Màn hình này chưa được giao bảng điều hành nào.');
  });

  it('does not show visitors what is not public', async () => {
    const scene = aScene({ zones: [{ shows: { kind: 'widget', widget: 'secret', widgetVersion: 1, title: { vi: 'Nội bộ', en: 'Internal' }, options: {} } }] });
    const text = await wall({ scene, program: aProgram({ room: 'visitors' }) });
    expect(text).toContain('Không trình chiếu');
    expect(text).not.toContain('Nội bộ');
  });
});
