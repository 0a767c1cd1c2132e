import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tile } from '@/config/dashboard';
import type { Province } from '@/config/province';
import type { Scene, Shown } from '@/config/scene';
import { civilDate } from '@/domain/civil';
import { periodOf } from '@/domain/period/period';
import type { Scope } from '@/domain/scope';
import { toInstant } from '@/domain/time';
import type { AnyWidget } from '@/widget-kit/widget';
import { checkPack } from '../../server/packs/check-pack';

const ROOT = fileURLToPath(new URL('../../public/provinces', import.meta.url));
const definitions = import.meta.glob<AnyWidget>(['/widgets/*/index.ts', '!/widgets/_template/index.ts'], { import: 'default', eager: true });
const widgets = new Map(Object.values(definitions).map((widget) => [widget.id, widget]));
const SCENES = ['duty', 'flood-storm', 'morning-brief', 'visitors'];
const NOW = toInstant(Date.UTC(2026, 10, 21, 3));

const shownBy = ({ zones }: Scene): readonly Shown[] => zones.flatMap(({ shows }) => (shows.kind === 'playlist' ? shows.items.map((item) => item.shows) : [shows]));

/** A media tile shows a place as a zone does. */
type Part = Pick<Tile, 'widget' | 'widgetVersion' | 'options'>;
const partsOf = (shown: Shown, province: Province): readonly Part[] => {
  switch (shown.kind) {
    case 'dashboard': return province.dashboards.find(({ id }) => id === shown.dashboard)?.tiles ?? [];
    case 'widget': return [shown];
    case 'media': return [{ widget: 'media', widgetVersion: 1, options: { place: shown.media } }];
    case 'message': return [];
  }
};

/** Datasets that one widget asks, with options as its own schema reads them; throws where the schema takes them not. */
function askedBy({ widget: id, widgetVersion, options }: Part, province: Province): readonly string[] {
  const widget = widgets.get(id);
  if (!widget) throw new Error(`no widget ${id}`);
  const read = widget.options.schema.safeParse(widget.options.migrate(options, widgetVersion));
  if (!read.success) throw new Error(`${id}: ${JSON.stringify(options)}`);
  const { calendar, periodKind } = province.defaults;
  const scope: Scope = { unit: province.unit, period: periodOf(periodKind, calendar, civilDate(NOW)), boundary: { kind: 'on-date', date: civilDate(NOW) } };
  return Object.values(widget.datasets({ options: read.data, scope, province, now: NOW })).map(({ dataset }) => dataset);
}

describe.each(['nghe-an', 'ninh-binh'])('scenes of %s', (pack) => {
  let province: Province;
  beforeAll(async () => {
    const { province: read } = await checkPack(ROOT, pack);
    if (!read) throw new Error(`${pack} cannot be read`);
    province = read;
  });
  const scene = (id: string): Scene => {
    const found = province.scenes.get(id);
    if (!found) throw new Error(`no scene ${id}`);
    return found;
  };

  it('are the four that a wall needs, each said when it is meant', () => {
    expect([...province.scenes.keys()].sort()).toEqual(SCENES);
    for (const { purpose } of province.scenes.values()) expect(purpose?.vi.length).toBeGreaterThan(40);
  });

  it.each(SCENES)('%s has something for one screen, for two, and for every cell of three by two', (id) => {
    const { zones } = scene(id);
    const cells = zones.map(({ at }) => (at ? `${at.row}/${at.column}` : '*'));
    expect(cells.toSorted()).toEqual(['*', '1/2', '1/3', '2/1', '2/2', '2/3']);
    expect(zones.find(({ at }) => !at)?.shows.kind).toBe('playlist');
  });

  it.each(SCENES)('%s names only dashboards, widgets, options, places and datasets that are there', (id) => {
    for (const shown of shownBy(scene(id))) {
      if (shown.kind === 'dashboard') expect(province.dashboards.map(({ id: board }) => board)).toContain(shown.dashboard);
      if (shown.kind === 'media') expect([...province.media.keys()]).toContain(shown.media);
      for (const part of partsOf(shown, province)) {
        for (const dataset of askedBy(part, province)) expect([...province.datasets.keys()], part.widget).toContain(dataset);
        if (part.widget === 'media') expect([...province.media.keys()]).toContain((part.options as { place: string }).place);
        expect(widgets.get(part.widget)?.surfaces).toContain('wall');
      }
    }
  });

  it.each(['duty', 'flood-storm', 'morning-brief'])('%s shows at least by half what a screen paired by the operations centre may see', (id) => {
    const reads = province.access.roles.get('ioc-operator')?.reads ?? [];
    const mayRead = (dataset: string): boolean => reads.some(({ datasets, classes }) => (datasets === '*' || datasets.includes(dataset)) && classes.some((one) => one === province.datasets.get(dataset)?.classification));
    for (const shown of shownBy(scene(id))) {
      const parts = partsOf(shown, province);
      const seen = parts.filter((part) => askedBy(part, province).every(mayRead));
      if (parts.length > 0) expect(seen.length / parts.length, JSON.stringify(shown)).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('shows visitors nothing above what is public', () => {
    const asked = new Set(shownBy(scene('visitors')).flatMap((shown) => partsOf(shown, province)).flatMap((part) => askedBy(part, province)));
    expect(asked.size).toBeGreaterThan(5);
    expect([...asked].filter((id) => province.datasets.get(id)?.classification !== 'public')).toEqual([]);
    const places = shownBy(scene('visitors')).flatMap((shown) => (shown.kind === 'media' ? [shown.media] : []));
    for (const place of places) {
      const from = province.media.get(place);
      expect(from && 'from' in from ? from.from : null).toMatchObject({ classification: 'public' });
    }
  });
});
