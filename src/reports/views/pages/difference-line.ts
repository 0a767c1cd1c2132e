import type { Figure } from '@/domain/figure';
import type { Format, Language } from '@/format/format';
import { translate } from '@/i18n/translator';
import type { Params } from '@/i18n/translator';
import type { Label } from '@/widget-kit/blocks';
import type { Say } from '../../pages/report-call';
import type { Difference, Said, TileComparison } from '../compare-readings';

/** A difference in words. */
export interface DifferenceLine {
  /** "Hồ sơ theo lĩnh vực › Đất đai › Đúng hạn"; empty where the tile says one thing. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
  /** Signed, in the unit; empty where there are not two numbers of one unit. */
  readonly delta: string;
  readonly reason: string;
}

export interface LineWords {
  readonly language: Language;
  readonly format: Format;
  /** Of the pages of kept views. */
  readonly say: Say;
  /** Shared words, for labels that are not the widget's own. */
  readonly t: (key: string, params?: Params) => string;
}

type OfTile = Pick<TileComparison, 'widget'>;
function labelTextOf({ widget }: OfTile, { language, t }: Pick<LineWords, 'language' | 't'>): (label: Label) => string {
  const own = widget?.report.messages?.[language];
  return (label) => {
    if ('key' in label) return own && label.key in own ? translate([own], label.key, label.params) : t(label.key, label.params);
    return 'text' in label ? label.text[language] : label.literal;
  };
}

/** What all differences of a tile stand under, said once above them; null where they do not. */
export function commonPlace(tile: Pick<TileComparison, 'widget' | 'differences'>, words: Pick<LineWords, 'language' | 't'>): string | null {
  const all = new Set(tile.differences.map(({ at }) => (at.length > 1 ? JSON.stringify(at[0]) : '')));
  const [first] = tile.differences[0]?.at ?? [];
  return all.size === 1 && !all.has('') && first ? labelTextOf(tile, words)(first) : null;
}

/** What changed at one place, as people read it. `under`: its outermost part is said above. */
export function differenceLine({ at, before, after, reason }: Difference, tile: OfTile, words: LineWords, under = false): DifferenceLine {
  const { format, say } = words;
  const labelText = labelTextOf(tile, words);
  const saidText = (said: Said | null): string => (said === null ? say('differ.nothing') : 'figure' in said ? format.figure(said.figure).full : labelText(said.label));
  const [was, is] = [figureOf(before), figureOf(after)];
  return {
    place: at.slice(under ? 1 : 0).map(labelText).filter((part) => part !== '').join(' › '),
    before: saidText(before), after: saidText(after),
    delta: was && is ? deltaText(was, is, format) : '',
    reason: say(`reason.${reason}`, was && is ? between(reason, was, is, format) : {}),
  };
}

const figureOf = (said: Said | null): Figure | null => (said !== null && 'figure' in said ? said.figure : null);

function deltaText(was: Figure, is: Figure, format: Format): string {
  if (was.measure.kind === 'missing' || is.measure.kind === 'missing' || was.unit !== is.unit || was.measure.value === is.measure.value) return '';
  const { text, unit } = format.delta(is.measure, was.measure, 'difference', is.unit, Math.max(was.decimals, is.decimals));
  return unit === '' ? text : `${text} ${unit}`;
}

function between(reason: Difference['reason'], was: Figure, is: Figure, format: Format): Params {
  if (reason === 'settled') return { from: standing(was, format), to: standing(is, format) };
  return reason === 'moved' ? { from: periodName(was, format), to: periodName(is, format) } : {};
}
const standing = ({ measure }: Figure, format: Format): string => (measure.kind === 'value' ? format.status(measure.status) : format.missing(measure.reason));
const periodName = ({ period }: Figure, format: Format): string => (period ? format.period(period) : '—');
