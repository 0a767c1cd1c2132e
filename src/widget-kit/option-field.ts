import type { DatasetShape } from '@/domain/dataset';
import type { Text } from '@/domain/text';

/**
 * What a value is picked from. `dimension`, `category`, `metric` and `column` are those of the dataset that the option `dataset` names, as it
 * answers here and now; a column is a metric of a cube or a field of rows. The rest are lists of the province.
 */
export const PICKED_FROM = [
  'dimension', 'category', 'metric', 'column', 'indicator', 'dataset', 'unit', 'period', 'system', 'code-list', 'media', 'layer', 'dashboard', 'variable',
] as const;
export type PickedFrom = (typeof PICKED_FROM)[number];

/**
 * How an option is asked for. `list`: several of `of`, in an order. `record`: several named values, `holds` says of what. `indicators` is
 * a `list` of indicators.
 */
export const OPTION_INPUTS = ['text', 'long-text', 'number', 'boolean', 'choice', 'indicators', 'list', 'record', ...PICKED_FROM] as const;
export type OptionInput = (typeof OPTION_INPUTS)[number];

/** How the editor asks for one option; the schema alone decides what is valid, and gives least, most and default. */
export interface OptionField {
  readonly name: string;
  readonly label: Text;
  readonly input: OptionInput;
  /** What it is good for, where the label does not say it. */
  readonly help?: Text;
  readonly choices?: readonly { readonly value: string; readonly label: Text }[];
  /** Of a `list`. */
  readonly of?: PickedFrom;
  /** Of a `record`: a category of each dimension, a value of each parameter of the question, or a name in both languages of each column. */
  readonly holds?: 'categories' | 'parameters' | 'names';
  /** Of `category`, or a `list` of categories: the option that names their dimension. */
  readonly dimension?: string;
  /** Of `dataset`: what can be shown. */
  readonly shapes?: readonly DatasetShape[];
}
