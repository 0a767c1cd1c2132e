import { provide } from 'vue';
import { addDays } from '@/domain/civil';
import type { Scope } from '@/domain/scope';
import type { Snapshot } from '@/query/snapshot';
import { WIDGET } from '@/widget-kit/context';
import type { Portal, WidgetContext } from '@/widget-kit/context';
import { catalogueWords } from './catalogue-words';

/** Lends the figures of a part of the catalogue what a tile would lend them: words, and the way to card and provenance. */
export function provideFigures(portal: Portal, instance: string, scope: () => Scope, snapshots: () => { readonly [slot: string]: Snapshot }): void {
  const t = catalogueWords(portal);
  const label: WidgetContext['label'] = (value) => ('key' in value ? t(value.key, value.params) : 'text' in value ? value.text[portal.language] : value.literal);
  provide(WIDGET, {
    t, label, instance,
    text: (text) => text[portal.language],
    get format() { return portal.format; },
    get language() { return portal.language; },
    get surface() { return portal.surface; },
    get province() { return portal.province; },
    get scope() { return scope(); },
    unitName: (code) => portal.province.units.resolve(code, addDays(scope().period.end, -1))?.fullName ?? code,
    filters: [],
    picked: [],
    pick: () => undefined,
    marks: () => [],
    changeScope: (change) => portal.changeScope(change),
    openFigure: (figure, name) => portal.openFigure(figure, label(name), snapshots()),
    paintTask: (name) => portal.readiness.start(`${instance}/${name}`),
  });
}
