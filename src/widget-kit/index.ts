/** The public contract for widget authors. Built-in widgets use only this, `charts/`, `map/`, `ui/`, `format/` and `domain/`. */
export { contract } from './contract';
export { defineWidget } from './widget';
export type {
  AnyWidget, DatasetsInput, GridSize, ModelInput, OptionsDefinition, Sample, Slots, Surface,
  ViewModelBase, WidgetBody, WidgetDefinition,
} from './widget';
export type { OptionField } from './option-field';
export type { Block, BlockArea, BlockColumn, BlockRow, Label } from './blocks';
export { indicatorPeriod, indicatorSlot, indicatorSlots, indicatorUnit, unitsToAsk } from './indicator-slots';
export { readIndicator } from './indicator-reading';
export type { IndicatorReading } from './indicator-reading';
export {
  cellIn, countFigure, cubeIn, eventsIn, instantOf, momentFigure, numberOf, rowsInView, spanFigure, textOf, unitLabelOf, wordOf,
} from './snapshot-reading';
export type { ReadingInput } from './snapshot-reading';
export { fieldOf, sourceSentence } from './source-sentence';
export type { SourceFailure } from './source-sentence';
export { useFit } from './use-fit';
export { useShownRows } from './use-shown-rows';
export { useWidget } from './use-widget';
export { createRegistry } from './registry';
export type { WidgetRegistry } from './registry';
export { figureLength } from './figures/figure-length';
export { default as FigureValue } from './figures/FigureValue.vue';
export { default as FigureDelta } from './figures/FigureDelta.vue';
export { default as BulletBar } from './figures/BulletBar.vue';
export { default as MaskedValue } from './figures/MaskedValue.vue';
export { personalValue } from './personal-value';
export type { PersonalValue } from './personal-value';
export { default as SparkLine } from './figures/SparkLine.vue';
export { default as AttentionMark } from './figures/AttentionMark.vue';
