import type { Dashboard, Tile } from '@/config/dashboard';
import { layeredOptions, readLayered, type OptionLayer, type OptionLayerName } from '@/config/option-layers';
import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import type { OptionField } from '@/widget-kit/option-field';
import type { AnyWidget } from '@/widget-kit/widget';
import { factsOf, type OptionFacts } from './option-facts';
import { optionFaults, type OptionFault } from './option-faults';

export type Options = { readonly [name: string]: Json };
/** Who said what holds; `nobody`: it is unsaid, and the widget has no default of its own. */
export type Spoken = OptionLayerName | 'tile' | 'default' | 'nobody';

/** One option as its form shows it. */
export interface FormRow {
  readonly field: OptionField;
  readonly facts: OptionFacts;
  /** What holds: of the tile, else of the highest layer, else the widget's default. */
  readonly value: Json | undefined;
  readonly spokenBy: Spoken;
  readonly faults: readonly OptionFault[];
}
export interface OptionForm {
  readonly rows: readonly FormRow[];
  /** Faults that no field can carry. */
  readonly rest: readonly OptionFault[];
  /** What the tile says for itself, in the widget's form of today. */
  readonly own: Options;
  /** What holds of every option, defaults included. */
  readonly whole: Options;
  /** The widget takes them. */
  readonly sound: boolean;
  /** As the schema reads them; undefined where it does not. */
  readonly parsed: unknown;
}

const UNKNOWN: OptionFacts = { kind: 'other', optional: true };

/** The form of one tile's options. Pure; never throws where the widget's own functions do not. */
export function optionForm(widget: AnyWidget, tile: Pick<Tile, 'options' | 'widgetVersion'>, layers: readonly OptionLayer[], dashboard: Pick<Dashboard, 'variables'>): OptionForm {
  const migrated = widget.options.migrate(tile.options, tile.widgetVersion);
  const own: Options = isRecord(migrated) ? migrated : {};
  const variables = Object.fromEntries((dashboard.variables ?? []).map(({ id, initial }) => [id, initial]));
  const read = readLayered(widget, layers, { options: layeredOptions([], own, variables).options, widgetVersion: widget.version });
  const said = layeredOptions(layers, own);
  const facts = factsOf(widget.options.schema);
  const faults = 'parsed' in read ? [] : optionFaults(widget.options.schema, read.options);
  const defaults = Object.fromEntries(Object.entries(facts).flatMap(([name, { initial }]) => (initial === undefined ? [] : [[name, initial]])));
  // A layer that is passed over has not spoken.
  const spoken = Object.fromEntries(Object.entries(said.options).filter(([name]) => said.spokenBy[name] === 'tile' || Object.hasOwn(read.spokenBy, name)));
  const whole: Options = { ...defaults, ...spoken };
  const { fields } = widget.options;
  const named = new Set(fields.map(({ name }) => name));
  return {
    rows: fields.map((field) => ({
      field, facts: (Object.hasOwn(facts, field.name) ? facts[field.name] : undefined) ?? UNKNOWN,
      value: Object.hasOwn(whole, field.name) ? whole[field.name] : undefined,
      spokenBy: (Object.hasOwn(spoken, field.name) ? said.spokenBy[field.name] : undefined) ?? (Object.hasOwn(defaults, field.name) ? 'default' : 'nobody'),
      faults: faults.filter(({ option }) => option === field.name),
    })),
    rest: faults.filter(({ option }) => !named.has(option)),
    own, whole, sound: 'parsed' in read, parsed: 'parsed' in read ? read.parsed : undefined,
  };
}

/** Options with one of them said, or, where `value` is undefined, left to the layers. */
export function withOption(own: Options, name: string, value: Json | undefined): Options {
  const rest = Object.entries(own).filter(([each]) => each !== name);
  return Object.fromEntries(value === undefined ? rest : [...rest, [name, value]]);
}

/** Of what was changed, what can be kept: an option with a fault stays as `before` had it. */
export function soundPart(after: Options, before: Options, faults: readonly OptionFault[]): Options {
  const bad = new Set(faults.map(({ option }) => option));
  const kept = Object.entries(after).filter(([name]) => !bad.has(name));
  return Object.fromEntries([...kept, ...Object.entries(before).filter(([name]) => bad.has(name))]);
}

/** What a chosen text stands for: an option that takes numbers is given one, a variable is named as it is. */
export const typedValue = ({ values }: OptionFacts, text: string): string | number | boolean => values?.find((one) => String(one) === text) ?? text;
