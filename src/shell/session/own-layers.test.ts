import { describe, expect, it } from 'vitest';
import { isDocumentId, readBody } from '@/state/documents';
import { unitDocument } from '@/state/option-documents';
import { changed } from './own-layers';

describe('what units and people want of widgets', () => {
  it('is said and taken away, one option at a time, beside what else is there', () => {
    const once = changed('widget-options', null, 'kpi-table', 'limit', 12);
    const twice = changed('widget-options', once, 'kpi-table', 'order', 'name');
    expect(twice).toEqual({ schemaVersion: 1, widgets: { 'kpi-table': { limit: 12, order: 'name' } } });
    expect(changed('widget-options', changed('widget-options', twice, 'kpi-table', 'limit', undefined), 'kpi-table', 'order', undefined)).toEqual({ schemaVersion: 1, widgets: {} });
    expect(readBody('widget-options', twice)).toMatchObject({ ok: true, value: { faults: [] } });
  });
  it('of a person stands among their other choices', () => {
    const body = changed('preferences', { schemaVersion: 1, theme: 'dark', later: 1 }, 'chart', 'type', 'line');
    expect(body).toEqual({ schemaVersion: 1, theme: 'dark', later: 1, widgetOptions: { chart: { type: 'line' } } });
    expect(changed('preferences', null, 'chart', 'type', 'line')).toEqual({ schemaVersion: 1, widgetOptions: { chart: { type: 'line' } } });
  });
  it('of a unit has a document of its own', () => {
    expect([unitDocument('H41.06'), unitDocument('40')]).toEqual(['unit-h41-06', 'unit-40']);
    expect(isDocumentId(unitDocument('000.00.06.H41'))).toBe(true);
  });
});
