import { describe, expect, it } from 'vitest';
import { createSSRApp, h, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Dashboard } from '@/config/dashboard';
import { createFormat } from '@/format/create-format';
import { readBody } from '@/state/documents';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { arrivingBody } from './arriving-body';
import ExchangeDialog from './ExchangeDialog.vue';
import ImportStep from './ImportStep.vue';
import { readFile, type Arriving } from './read-file';

const both = (vi: string) => ({ vi, en: vi });
const content: Dashboard = { id: 'x', title: both('Bảng của tôi'), audience: both('Sở'), rows: 4, tiles: [{ id: 'a', widget: 'gone', widgetVersion: 1, title: both('Ô lạ'), place: { x: 0, y: 0, w: 6, h: 2 }, options: {} }] };
const text = JSON.stringify({ kind: 'dashboard', schemaVersion: 2, content: { ...content, tiles: [...content.tiles, { ...content.tiles[0], id: 'b' }] } });
const arriving = (): Arriving => { const read = readFile(text, { province: sampleProvince(), widget: () => undefined }); if (!read.ok) throw new Error('refused'); return read.value; };

async function shown(part: Component, props: object): Promise<string> {
  const app = createSSRApp({ render: () => h(part, props) });
  const portal: Partial<Portal> = { language: 'vi', format: createFormat('vi'), province: sampleProvince(), widget: () => undefined };
  app.provide(PORTAL, portal as Portal);
  return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('the dialog of files', () => {
  it('shows what will come in, what is left out and what is not here', async () => {
    const words = await shown(ImportStep, { arriving: arriving(), taken: false });
    expect(words).toContain('Sẽ nhập: Bảng của tôi Bảng điều hành · 1 ô Cho: Sở Ô lạ gone');
    expect(words).toContain('Bị bỏ ra khi nhập (1) /content/tiles/1/place');
    expect(words).toContain('chưa có (1) /content/tiles/0/widget tiện ích “gone”: ô được giữ');
    expect(words).toMatch(/ Nhập +Chọn tệp khác/);
  });
  it('says that a file came in before', async () => {
    expect(await shown(ImportStep, { arriving: arriving(), taken: true })).toContain('đã được nhập trước đó. Nhập nữa sẽ thành một bản khác, bản cũ giữ nguyên. Nhập thành bản khác');
  });
  it('opens either way', async () => {
    expect(await shown(ExchangeDialog, {})).toContain('Chưa có gì được lưu trước khi');
    expect(await shown(ExchangeDialog, { leaving: { kind: 'dashboard', content, name: 'x' } })).toContain('Tải tệp dashboard-x.json');
  });
});

describe('what came in', () => {
  it('is a new document, and another one where its id is taken', () => {
    const first = arrivingBody(arriving(), () => false);
    const second = arrivingBody(arriving(), (id) => id === first.id);
    expect(second.id).not.toBe(first.id);
    for (const one of [first, second]) {
      const read = readBody('dashboard', one.body);
      expect(read.ok && read.value.body.id).toBe(one.id);
    }
  });
});
