import type { PackFault } from '@/config/config-fault';
import { quote } from '@/config/config-fault';
import { faultsOf } from '@/config/schema/faults-of';
import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import type { OptionField, PickedFrom } from '@/widget-kit/option-field';
import type { AnyWidget } from '@/widget-kit/widget';
import type { Offer } from './offers';

/** What is wrong with one option. `option` is empty where the schema does not say which. */
export interface OptionFault {
  readonly option: string;
  readonly code: PackFault['code'];
  /** JSON pointer into the options. */
  readonly pointer: string;
  readonly expected: string;
  readonly got: string;
}

/** What the widget's own schema finds wrong with `options`, by option; none where it takes them. A schema that throws has a fault, too. */
export function optionFaults(schema: AnyWidget['options']['schema'], options: unknown): readonly OptionFault[] {
  try {
    const result = schema.safeParse(options);
    if (result.success) return [];
    return result.error.issues.flatMap((issue) => ('code' in issue && issue.code !== undefined ? faultsOf('', [], [issue], options).map(toFault) : [told(issue)]));
  } catch (fault) {
    return [{ option: '', code: 'contradiction', pointer: '', expected: quote(fault instanceof Error ? fault.message : String(fault)), got: quote(options) }];
  }
}

const toFault = ({ code, pointer, expected, got }: PackFault): OptionFault => ({ option: unescaped(pointer.split('/')[1] ?? ''), code, pointer, expected, got });
const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** A schema of others gives a sentence and, at best, a place. */
const told = (issue: { readonly path?: readonly PropertyKey[]; readonly message?: string }): OptionFault =>
  ({ option: String(issue.path?.[0] ?? ''), code: 'contradiction', pointer: '', expected: quote(issue.message ?? ''), got: '' });

/** Lists of the province: what they do not hold, nobody will find. Parts of a dataset may come with another answer. */
const CLOSED: ReadonlySet<PickedFrom | undefined> = new Set<PickedFrom>(['indicator', 'dataset', 'unit', 'system', 'code-list', 'media', 'layer', 'dashboard']);
export const isClosed = (from: PickedFrom | undefined): boolean => CLOSED.has(from);

/** What `field` picks from; undefined where it is no choice from a list. */
export function pickedFrom({ input, of }: OptionField): PickedFrom | undefined {
  switch (input) {
    case 'list': return of;
    case 'indicators': return 'indicator';
    case 'text': case 'long-text': case 'number': case 'boolean': case 'choice': case 'record': return undefined;
    default: return input;
  }
}

/** Names in the value of a field that its list does not hold: named beside it, and kept, since the list may hold them elsewhere. */
export function strangers(field: OptionField, value: Json | undefined, offers: readonly Offer[]): readonly string[] {
  if (!isClosed(pickedFrom(field)) || offers.length === 0) return [];
  const named = Array.isArray(value) ? value : [value];
  return named.filter((one): one is string => typeof one === 'string' && one !== '' && !offers.some((offer) => offer.value === one));
}

/** Names that options give of the province, by option: for who checks options without a form. */
export function namesIn(fields: readonly OptionField[], options: unknown): readonly { readonly option: string; readonly from: PickedFrom; readonly name: string }[] {
  if (!isRecord(options)) return [];
  return fields.flatMap((field) => {
    const from = pickedFrom(field);
    const value = Object.hasOwn(options, field.name) ? options[field.name] : undefined;
    if (from === undefined || !isClosed(from)) return [];
    return (Array.isArray(value) ? value : [value]).flatMap((name) => (typeof name === 'string' && name !== '' && !name.startsWith('$') ? [{ option: field.name, from, name }] : []));
  });
}
