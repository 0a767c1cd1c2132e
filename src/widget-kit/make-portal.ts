import type { OptionLayer } from '@/config/option-layers';
import type { Province } from '@/config/province';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { Format, Language } from '@/format/format';
import type { CrossFilter, Portal, Reader, TileStanding } from './context';
import type { Surface } from './widget';

/** What a page has once, however many portals stand on it. Functions are read whenever a template asks, so that it follows them. */
export interface PageParts extends Pick<Portal, 't' | 'widget' | 'readiness' | 'openFigure'> {
  readonly province: () => Province;
  readonly language: () => Language;
  readonly format: () => Format;
  readonly surface: () => Surface;
  readonly now: () => Instant;
  readonly online: () => boolean;
  readonly reader: () => Reader | null;
  /** Nothing was remarked where absent. */
  readonly marks?: Portal['marks'];
  /** Layers that units and the person add to those of the pack; none where absent. */
  readonly ownLayers?: (widget: string) => readonly OptionLayer[];
}

/** One way of looking: a page has one, a comparison two, a wall one for each zone. */
export interface PortalParts extends PageParts {
  readonly changeScope: (change: Partial<Scope>) => void;
  /** Nothing is picked where absent, and nothing can be. */
  readonly filters?: () => readonly CrossFilter[];
  readonly toggleFilter?: (filter: CrossFilter) => void;
  readonly nameFilter?: (filter: CrossFilter) => void;
  /** Stands before the instance of each tile in `standings`, where several portals share them. */
  readonly prefix?: string;
  /** Where the standing of each tile is gathered; by instance. */
  readonly standings: Map<string, TileStanding>;
}

const NONE: readonly CrossFilter[] = [];

/** The portal that tiles read. A standing that says what stood there already is not told again: nothing that follows it is drawn anew. */
export function makePortal(parts: PortalParts): Portal {
  const { t, widget, readiness, openFigure, changeScope, standings } = parts;
  return {
    get province() { return parts.province(); },
    get language() { return parts.language(); },
    get format() { return parts.format(); },
    get surface() { return parts.surface(); },
    get now() { return parts.now(); },
    get online() { return parts.online(); },
    get reader() { return parts.reader(); },
    get filters() { return parts.filters?.() ?? NONE; },
    t, widget, readiness, openFigure, changeScope,
    marks: parts.marks ?? (() => []),
    optionLayers: (widget) => [...packLayers(parts.province(), widget), ...(parts.ownLayers?.(widget) ?? [])],
    toggleFilter: (filter) => parts.toggleFilter?.(filter),
    nameFilter: (filter) => parts.nameFilter?.(filter),
    reportTile(instance, standing) {
      const key = `${parts.prefix ?? ''}${instance}`;
      if (!standing) standings.delete(key);
      else if (!isSame(standings.get(key), standing)) standings.set(key, standing);
    },
  };
}

/** What the pack says of a widget, for the country and for the province. */
export const packLayers = ({ widgetOptions }: Province, widget: string): readonly OptionLayer[] =>
  (['national', 'province'] as const).flatMap((layer) => {
    const options = Object.hasOwn(widgetOptions[layer], widget) ? widgetOptions[layer][widget] : undefined;
    return options ? [{ layer, options }] : [];
  });

function isSame(before: TileStanding | undefined, after: TileStanding): boolean {
  if (!before || before.source !== after.source || before.state !== after.state || before.ageMs !== after.ageMs) return false;
  const names = Object.keys(after.reach);
  return names.length === Object.keys(before.reach).length && names.every((name) => before.reach[name] === after.reach[name]);
}
