import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TemplateBlock } from '@/reports/template/template';
import { widgetsOf } from './widget-shelf';

const block = (widget: string): TemplateBlock => ({ kind: 'widget', id: widget, widget, widgetVersion: 1, options: {} });

describe('widgets in the gateway', () => {
  it('are those of the house, each with what a page is not needed for', async () => {
    const ids = readdirSync(new URL('../../widgets/', import.meta.url)).filter((id) => !id.startsWith('_'));
    const widgets = await widgetsOf({ blocks: [{ kind: 'section', id: 'all', blocks: ids.map(block) }] });
    expect(ids.filter((id) => { const report = widgets.get(id)?.report; return !report?.model || !report.messages; })).toEqual([]);
  }, 60_000);
  it('of others, of nobody and of another folder are not there', async () => {
    const widgets = await widgetsOf({ blocks: ['weather', '../server', '_template'].map(block) });
    expect(['weather', '../server', '_template'].map((id) => widgets.get(id))).toEqual([undefined, undefined, undefined]);
  });
});
