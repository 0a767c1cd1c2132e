import type { Component } from 'vue';
import type { ZodMiniType } from 'zod/mini';
import type { Province } from '@/config/province';
import type { DatasetQuery } from '@/domain/dataset';
import type { Attention } from '@/domain/indicator';
import type { ObservationStatus } from '@/domain/measure';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Text } from '@/domain/text';
import type { Instant } from '@/domain/time';
import type { Messages } from '@/i18n/translator';
import type { Snapshot } from '@/query/snapshot';
import type { Block } from './blocks';
import type { OptionField } from './option-field';

/** Where a widget is being shown. Injected, never branched by route. */
export type Surface = 'desk' | 'wall' | 'phone' | 'report';

export interface GridSize {
  readonly w: number;
  readonly h: number;
}

/** What decides which questions a widget asks: no data yet, no clock but `now`. */
export interface DatasetsInput<O> {
  readonly options: O;
  readonly scope: Scope;
  readonly province: Province;
  readonly now: Instant;
}

export type Slots = { readonly [slot: string]: DatasetQuery };

/** Everything a view model may be computed from. */
export interface ModelInput<O> extends DatasetsInput<O> {
  /** One snapshot per slot named by `datasets`; a slot that holds no data has `data` undefined. */
  readonly snapshots: { readonly [slot: string]: Snapshot };
  /** Categories picked in other tiles, by dimension; one that the answer does not have is passed over. Since contract 1.1. */
  readonly filters?: { readonly [dimension: string]: string };
}

/** What the host reads of any view model. The rest is the widget's own. */
export interface ViewModelBase {
  /** True when sources answered and there is nothing to show for this scope: the host says so. */
  readonly empty: boolean;
  /** Colours the tile's edge: `act` when a person is needed. */
  readonly attention: Attention;
  /** Standing of the primary figure: an estimate or provisional figure is said in the foot of the tile. */
  readonly standing?: ObservationStatus;
  /** Newest period the data reaches: what the freshness of a periodic dataset is judged by. */
  readonly latestPeriod?: Period;
}

/** The lazy half of a widget. */
export interface WidgetBody<O, VM extends ViewModelBase> {
  /** Pure: same input, same output. Never throws on missing data. */
  readonly model: (input: ModelInput<O>) => VM;
  /** Takes one prop, `vm`. Reads everything else through `useWidget()`. */
  readonly View: Component;
  readonly messages: { readonly vi: Messages; readonly en: Messages };
}

/** What a document needs of a widget: no component, so that it runs where no page is. */
export interface WidgetReport<O, VM extends ViewModelBase> {
  readonly report: (vm: VM) => readonly Block[];
  /** As in {@link WidgetBody}. Without both, a gateway cannot print the widget and says so. Since contract 1.2. */
  readonly model?: (input: ModelInput<O>) => VM;
  readonly messages?: { readonly vi: Messages; readonly en: Messages };
}

export interface OptionsDefinition<O> {
  readonly schema: ZodMiniType<O>;
  readonly fields: readonly OptionField[];
  /** Brings options saved by an older `version` of the widget to today's raw form, before the schema. */
  readonly migrate: (saved: unknown, fromVersion: number) => unknown;
}

/** The eager half: small, in the first bundle. `id` is never renamed. */
export interface WidgetDefinition<O, VM extends ViewModelBase> {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  readonly description: Text;
  /** Name of the icon the editor's palette will draw. */
  readonly icon: string;
  readonly size: { readonly min: GridSize; readonly default: GridSize };
  readonly surfaces: readonly Surface[];
  readonly options: OptionsDefinition<O>;
  /** Pure. The questions to ask, by slot name. The first slot is the tile's main source. */
  readonly datasets: (input: DatasetsInput<O>) => Slots;
  readonly load: () => Promise<WidgetBody<O, VM>>;
  readonly report: () => Promise<WidgetReport<O, VM>>;
}

/** A named state of a widget, for tests and the gallery. */
export interface Sample<O> {
  readonly name: 'normal' | 'empty' | 'missing' | 'stale' | 'partial' | 'denied' | 'extreme';
  readonly input: ModelInput<O>;
}

/** Identity; exists so that options, model and view agree in type. */
export function defineWidget<O, VM extends ViewModelBase>(definition: WidgetDefinition<O, VM>): WidgetDefinition<O, VM> {
  return definition;
}

/** A definition whose own types are sealed: what registry and host hold. */
export type AnyWidget = WidgetDefinition<unknown, ViewModelBase>;
