import type { Dashboard } from '@/config/dashboard';
import type { OptionLayer, OptionLayerName, OptionsByWidget } from '@/config/option-layers';
import { parsePeriod } from '@/domain/period/text';
import type { BoundaryReading, UnitCode } from '@/domain/org-unit/types';
import type { Scope } from '@/domain/scope';
import type { Picked } from '@/dashboards/view-address';
import type { VariableValues } from '@/dashboards/variables';
import { canonicalText } from '../freeze/canonical';

/** What widgets did at that moment where no tile said otherwise: the pack may say something else by now, and so may whoever looks. */
export interface KeptLayers {
  readonly national: OptionsByWidget;
  readonly province: OptionsByWidget;
  /** Of units from the top down, then of the person who kept the view. */
  readonly own: readonly { readonly layer: OptionLayerName; readonly options: OptionsByWidget }[];
}

/** What the dashboard was narrowed to, whole: nothing of it rolls on with the clock. */
export interface KeptScope {
  readonly unit: UnitCode;
  /** `periodText`. */
  readonly period: string;
  readonly boundary: BoundaryReading;
  readonly tab: string | null;
  readonly variables: VariableValues;
  readonly filters: readonly Picked[];
}

/** A dashboard as somebody looked at it, but for its figures. */
export interface KeptBoard {
  /** As it stood, variables not yet in place. */
  readonly dashboard: Dashboard;
  readonly layers: KeptLayers;
  readonly scope: KeptScope;
}

/** Days for which views that a schedule kept stay; those kept by hand stay until somebody deletes them. */
export const AUTOMATIC_DAYS = 400;

/** The scope of tiles; null where its period is none that this build knows. */
export function scopeOf({ unit, period, boundary }: KeptScope): Scope | null {
  const read = parsePeriod(period);
  return read.ok ? { unit, period: read.value, boundary } : null;
}

/** What stood under the tiles of a widget, the most general first. */
export const layersOf = ({ national, province, own }: KeptLayers, widget: string): readonly OptionLayer[] =>
  [{ layer: 'national' as const, options: national }, { layer: 'province' as const, options: province }, ...own]
    .flatMap(({ layer, options }) => { const said = Object.hasOwn(options, widget) ? options[widget] : undefined; return said ? [{ layer, options: said }] : []; });

/** SHA-256 of what a view was kept as (its board, its scope, its answers as JSON has them), hex; the same in a browser and in the gateway. */
export async function viewHash(kept: { readonly board: unknown; readonly scope: unknown; readonly frozen: unknown }): Promise<string> {
  const { board, scope, frozen } = kept;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalText({ board, scope, frozen })));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
