import { describe, expect, it } from 'vitest';
import { effectScope } from 'vue';
import { packLayers } from '@/widget-kit/make-portal';
import type { OptionLayer } from '@/config/option-layers';
import type { Portal } from '@/widget-kit/context';
import { createReadiness } from '@/widget-kit/readiness';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { zonePortal } from './zone-portal';

describe('the portal of one zone', () => {
  it('has every layer of the page once: the pack’s, the units’, the person’s', () => {
    const sample = sampleProvince();
    const province = { ...sample, widgetOptions: { national: { note: { limit: 1 } }, province: { note: { limit: 2 } } } };
    const own: readonly OptionLayer[] = [{ layer: 'unit', options: { limit: 3 } }, { layer: 'unit', options: { limit: 4 } }, { layer: 'person', options: { limit: 5 } }];
    const layers = (widget: string): readonly OptionLayer[] => [...packLayers(province, widget), ...(widget === 'note' ? own : [])];
    const page: Partial<Portal> = { province, now: SAMPLE_NOW, t: (key) => key, widget: () => undefined, optionLayers: layers, readiness: createReadiness(() => undefined, () => undefined) };
    effectScope().run(() => {
      const portal = zonePortal(page as Portal, 'main-0', new Map());
      expect(portal.optionLayers('note')).toEqual(layers('note'));
      expect(portal.optionLayers('note').map(({ layer }) => layer)).toEqual(['national', 'province', 'unit', 'unit', 'person']);
      expect(portal.optionLayers('other')).toEqual([]);
    });
  });
});
