/** Plain description of a chart; a widget's pure `chart.ts` makes it, `charts/` turns it into ECharts. No HTML, no functions. */
export type ChartSpec = TrendSpec | BarsSpec;

/** `current` solid and labelled at its end · `previous` dashed and quiet · `target` a thin mark · `other` further series. */
export type SeriesRole = 'current' | 'previous' | 'target' | 'other';

export type SeriesTone = 'main' | 'quiet' | 'accent' | 'watch' | 'act';

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  readonly role: SeriesRole;
  /** Overrides the colour the role gives. `act` and `watch` only where a person is needed; `quiet` for the rest of a stack. */
  readonly tone?: SeriesTone;
  /** One per category; null is a gap, never zero. */
  readonly values: readonly (number | null)[];
  /** Text of each value as `format/` prints it: label and tooltip show this, never their own number. */
  readonly texts: readonly string[];
  /** Positions that are estimated or provisional: drawn hollow. */
  readonly provisional: readonly number[];
  /**
   * Trends: the newest value is a sum whose period still runs. It stands hollow and by itself, since a line down to it would be
   * read as a fall; these words ("đến nay") stand at it.
   */
  readonly running?: string;
}

export interface TrendSpec {
  readonly kind: 'trend';
  /** Sentence read by screen readers. */
  readonly description: string;
  /** Short labels of the axis. A second line (`"1\n2026"`) names the group that begins here and survives thinning. */
  readonly categories: readonly string[];
  /** Full names for the tooltip: "Tháng 10 năm 2026". */
  readonly categoryNames: readonly string[];
  readonly unitLabel: string;
  readonly series: readonly ChartSeries[];
  /** Positions before which the series is broken (change of map): a break mark, no line across. */
  readonly breaks: readonly { readonly before: number; readonly label: string }[];
  /** Positions that somebody remarked on: a small mark above, its words in the tooltip. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
  /** A rank: smaller on top. */
  readonly reversed: boolean;
  /** The ground below each line is tinted. */
  readonly filled?: boolean;
  /** Language for number ticks. */
  readonly language: 'vi' | 'en';
}

export interface BarsSpec {
  readonly kind: 'bars';
  readonly description: string;
  readonly categories: readonly string[];
  readonly categoryNames: readonly string[];
  readonly unitLabel: string;
  readonly series: readonly ChartSeries[];
  readonly stacked: boolean;
  readonly horizontal: boolean;
  readonly language: 'vi' | 'en';
}
