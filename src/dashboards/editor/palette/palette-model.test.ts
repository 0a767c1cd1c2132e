import { describe, expect, it } from 'vitest';
import { isDocumentId } from '@/state/documents';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { WIDGET_ICONS } from '@/ui/icons/widget-icons';
import type { AnyWidget } from '@/widget-kit/widget';
import { optionForm } from '../options/option-form';
import { foundWidgets, newTile, suiting } from './palette-model';

const widgets = Object.values(import.meta.glob<AnyWidget>(['/widgets/*/index.ts', '!/widgets/_template/index.ts'], { import: 'default', eager: true }));
const province = sampleProvince();
const ids = (found: readonly AnyWidget[]) => found.map(({ id }) => id);

describe('the gallery of widgets', () => {
  it('finds by name, by what is answered and by subject, without accents', () => {
    expect(ids(foundWidgets(widgets, '', 'vi')).length).toBe(widgets.length);
    expect(ids(foundWidgets(widgets, 'ban do', 'vi'))).toContain('gis-map');
    expect(ids(foundWidgets(widgets, 'y te', 'vi'))).toContain('sector-board');
    expect(ids(foundWidgets(widgets, 'bieu so 06', 'vi'))).toContain('procedure-statistics');
    expect(foundWidgets(widgets, 'zzzz', 'vi')).toEqual([]);
  });
  it('begins every tile so that its widget takes it, under an id of its own', () => {
    for (const widget of widgets) {
      const first = newTile(widget, province, new Set());
      const second = newTile(widget, province, new Set([first.id]));
      if (widget.id !== 'media') expect(optionForm(widget, first, [], {}).sound, widget.id).toBe(true);
      expect([first.id !== second.id, isDocumentId(second.id), first.size]).toEqual([true, true, widget.size.default]);
    }
  });
  it('offers an indicator to what can show it, with its options filled', () => {
    const [card] = [...province.indicators.values()];
    const fit = suiting(widgets);
    expect(ids(fit)).toEqual(expect.arrayContaining(['indicator-card', 'indicator-trend', 'kpi-table', 'gis-map', 'indicator-scoreboard']));
    expect(fit[0]?.id).toBe('indicator-card');
    for (const widget of fit) {
      const tile = newTile(widget, province, new Set(), card);
      expect(optionForm(widget, tile, [], {}).sound, widget.id).toBe(true);
      expect(JSON.stringify(tile.options), widget.id).toContain(`"${card?.id}"`);
      expect(tile.title.vi).toBe(card?.name.vi);
    }
  });
  it('draws an icon of each', () => {
    expect(widgets.filter(({ icon }) => !(icon in WIDGET_ICONS)).map(({ id }) => id)).toEqual([]);
  });
});
