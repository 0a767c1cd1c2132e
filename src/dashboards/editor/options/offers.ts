import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { Json } from '@/domain/dataset';
import { fold } from '@/domain/fold';
import { lastPeriods } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { Format, Language } from '@/format/format';
import type { OptionField, PickedFrom } from '@/widget-kit/option-field';
import { dimensionOf, type DatasetParts } from './dataset-parts';

/** One value that may be picked, in words. */
export interface Offer {
  readonly value: string;
  readonly label: string;
  /** What tells it from another of the same name: owner, code. */
  readonly note: string;
}

/** What lists are made of. */
export interface OfferInput {
  readonly province: Province;
  readonly language: Language;
  readonly format: Format;
  readonly scope: Scope;
  readonly now: Instant;
  readonly dashboard: Pick<Dashboard, 'variables'>;
  readonly parts: DatasetParts;
  /** Options of the tile as they hold. */
  readonly options: { readonly [name: string]: Json };
  /** Name of a role of dimensions. */
  readonly roleName: (role: string) => string;
}

/** Periods offered; any other is typed. */
const PERIODS = 24;

/** Everything `from` may be, in the order offered. Pure. */
export function offersOf(from: PickedFrom, field: OptionField, input: OfferInput): readonly Offer[] {
  const own = listed(from, field, input);
  const variables = from === 'variable' ? [] : variablesOf(input);
  return [...own, ...variables];
}

/** `$<id>` of each variable of the dashboard: whoever looks chooses the value. */
export const variablesOf = ({ dashboard, language }: OfferInput): readonly Offer[] => (dashboard.variables ?? []).map(({ id, title }) => ({ value: `$${id}`, label: title[language], note: `$${id}` }));

const ofPart = ({ id, label }: { readonly id: string; readonly label: string }): Offer => ({ value: id, label, note: label === id ? '' : id });

function listed(from: PickedFrom, field: OptionField, input: OfferInput): readonly Offer[] {
  const { province, language, parts } = input;
  const named = (id: string, name: { readonly [L in Language]: string }, note = id): Offer => ({ value: id, label: name[language], note });
  switch (from) {
    case 'dimension': return dimensionsOf(input);
    case 'category': return (dimensionOf(parts, input.options[field.dimension ?? ''])?.categories ?? []).map(ofPart);
    case 'metric':
    case 'column': return parts.columns.map(ofPart);
    case 'indicator': return [...province.indicators.values()].map((one) => named(one.id, one.name, one.owner[language]));
    case 'dataset': return [...province.datasets.values()].filter(({ shape }) => field.shapes?.includes(shape) ?? true).map((one) => named(one.id, one.title, one.owner[language]));
    case 'unit': return province.units.treeAt(civilDate(input.now)).units.map((one) => ({ value: one.code, label: one.fullName, note: one.code }));
    case 'period': return lastPeriods(input.scope.period, PERIODS).map((one) => ({ value: periodText(one), label: input.format.period(one), note: '' })).reverse();
    case 'system': return [...province.systems.values()].map((one) => named(one.id, one.name));
    case 'code-list': return [...new Map(province.codeLists.map((one) => [one.id, named(one.id, one.name)])).values()];
    case 'media': return [...province.media.values()].map((one) => named(one.id, one.title, one.owner[language]));
    case 'layer': return [...province.mapLayers.values()].map((one) => named(one.id, one.name));
    case 'dashboard': return province.dashboards.map((one) => named(one.id, one.title, one.audience[language]));
    case 'variable': return variablesOf(input);
  }
}

/** Roles first: they hold for any dataset, ids for this one. */
function dimensionsOf({ parts, roleName }: OfferInput): readonly Offer[] {
  const roles = ['time', 'geo', 'metric', 'classification'].filter((role) => parts.dimensions.length === 0 || parts.dimensions.some((one) => one.role === role));
  return [...roles.map((role) => ({ value: role, label: roleName(role), note: '' })), ...parts.dimensions.filter(({ id }) => !roles.includes(id)).map(ofPart)];
}

/** Offers that hold every word typed, without regard to accents or case, best first: as written, then those that begin with it. */
export function foundOffers(offers: readonly Offer[], typed: string, most: number): readonly Offer[] {
  const text = fold(typed);
  if (text === '') return offers.slice(0, most);
  const words = text.split(' ');
  const ranked = offers.flatMap((offer, at) => {
    const label = fold(offer.label);
    const all = `${label} ${fold(offer.note)} ${fold(offer.value)}`;
    if (!words.every((word) => all.includes(word))) return [];
    return [{ offer, rank: label === text || fold(offer.value) === text ? 0 : label.startsWith(text) ? 1 : label.includes(text) ? 2 : 3, at }];
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.at - b.at).slice(0, most).map(({ offer }) => offer);
}
