import type { InjectionKey } from 'vue';
import type { OptionLayer } from '@/config/option-layers';
import type { Province } from '@/config/province';
import type { AxisMark } from '@/domain/annotation';
import type { Figure } from '@/domain/figure';
import type { FreshnessState } from '@/domain/freshness';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Scope } from '@/domain/scope';
import type { Text } from '@/domain/text';
import type { Instant } from '@/domain/time';
import type { Format, Language } from '@/format/format';
import type { Params } from '@/i18n/translator';
import type { Snapshot } from '@/query/snapshot';
import type { Label } from './blocks';
import type { Readiness } from './readiness';
import type { AnyWidget, Surface } from './widget';

/** Source id → whether its latest asks reached anybody. */
export type SourceReach = { readonly [source: string]: boolean | null };

/** How one tile stands right now; the page gathers these for its own line of truth. */
export interface TileStanding {
  readonly instance: string;
  readonly source: string;
  readonly state: TileState;
  /** Age of the oldest data in the tile, ms; null where there is none. */
  readonly ageMs: number | null;
  /** Each source the tile asks, and whether it is within reach: null until it was asked in this visit. */
  readonly reach: SourceReach;
}

/** Freshness, or the states in which there is nothing to be fresh; `SELF`: the widget asks no source, so there is nothing to say of one. */
export type TileState = FreshnessState | 'LOADING' | 'DENIED' | 'CRASHED' | 'SELF';

/** Who looks, as far as a tile must know to say what is kept from them and what they can do about it. */
export interface Reader {
  readonly kind: 'anonymous' | 'person' | 'screen';
  /** Where to sign in and come back; null where somebody is signed in or nobody can. */
  readonly signIn: string | null;
  /** Server time; moves while a purpose stands. */
  readonly now: Instant;
  /** Personal fields of this dataset may be asked for by stating a purpose. */
  readonly mayUnmask: (dataset: string) => boolean;
  /** Until when a stated purpose shows them; null where none stands. */
  readonly openUntil: (dataset: string) => Instant | null;
  /** Opens the dialog in which the purpose is stated. */
  askToUnmask(dataset: string): void;
  /** Ends the purpose: the fields are covered at once. */
  cover(dataset: string): void;
}

/** A part of one tile that somebody picked, for the others to follow. */
export interface CrossFilter {
  /** `unit` or `period`, which change the scope of the other tiles; else the id of a dimension of cubes. */
  readonly dimension: string;
  /** Unit code, text form of a period, or code of the category. */
  readonly value: string;
  /** How the tile it was picked in calls it. */
  readonly label: string;
  /** Id of that tile: its own question never changes by it. */
  readonly from: string;
}

/** What the shell lends every tile. Reactive: reading a field in a template follows it. */
export interface Portal {
  readonly province: Province;
  readonly language: Language;
  readonly format: Format;
  readonly surface: Surface;
  /** Shared interface text. */
  readonly t: (key: string, params?: Params) => string;
  /** Server time, ticking as slowly as labels allow. */
  readonly now: Instant;
  readonly online: boolean;
  readonly widget: (id: string) => AnyWidget | undefined;
  readonly readiness: Readiness;
  /** Null in direct mode, where nobody can sign in. */
  readonly reader: Reader | null;
  /** What a widget does where its tile does not say: country, province, units, the person. */
  optionLayers(widget: string): readonly OptionLayer[];
  /** What is picked on the page; at most one value of each dimension. */
  readonly filters: readonly CrossFilter[];
  /** Where people remarked on figures of a unit; empty where nobody may read it. Reactive. */
  readonly marks: (dataset: string, indicator: string | null, unit: UnitCode) => readonly AxisMark[];
  /** Picks, in place of what was picked of that dimension; the same once more lets go of it. */
  toggleFilter(filter: CrossFilter): void;
  /** What is picked came from an address, and this is what the tile it belongs to calls it. */
  nameFilter(filter: CrossFilter): void;
  changeScope(change: Partial<Scope>): void;
  /** Opens the card and provenance of a figure. */
  openFigure(figure: Figure, label: string, snapshots: { readonly [slot: string]: Snapshot }): void;
  reportTile(instance: string, standing: TileStanding | null): void;
}
export const PORTAL: InjectionKey<Portal> = Symbol('portal');

/** What a widget's view may use besides its view model. */
export interface WidgetContext {
  /** One of the widget's own messages, else a shared one. */
  readonly t: (key: string, params?: Params) => string;
  readonly label: (label: Label) => string;
  readonly text: (text: Text) => string;
  readonly format: Format;
  readonly language: Language;
  readonly surface: Surface;
  readonly province: Province;
  readonly scope: Scope;
  readonly instance: string;
  /** Full name of a unit on the scope's day: "Phường Thành Vinh"; the code itself where unknown. */
  readonly unitName: (code: UnitCode) => string;
  /** What is picked in other tiles; units and periods are in `scope` already. Since contract 1.1. */
  readonly filters: readonly CrossFilter[];
  /** Where people remarked on figures of the tile's unit: for what draws a time axis. Reactive. */
  readonly marks: (dataset: string, indicator: string | null) => readonly AxisMark[];
  /** What is picked in this one: mark it, by more than colour. Since contract 1.1. */
  readonly picked: readonly CrossFilter[];
  /** Lets the other tiles follow a part of this one; once more lets go of it. Since contract 1.1. */
  pick(dimension: string, value: string, label: string): void;
  changeScope(change: Partial<Scope>): void;
  openFigure(figure: Figure, label: Label): void;
  /** For charts and maps: keeps the page unready until the returned function is called. */
  paintTask(label: string): () => void;
}
export const WIDGET: InjectionKey<WidgetContext> = Symbol('widget');
