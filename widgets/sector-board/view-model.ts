import type { Figure } from '@/domain/figure';
import type { Direction } from '@/domain/indicator';
import type { Text } from '@/domain/text';
import type { ViewModelBase } from '@/widget-kit/widget';
import type { Sector } from './sectors';

export interface SectorRow {
  readonly id: string;
  readonly name: Text;
  readonly shortName: Text;
  readonly figure: Figure;
  readonly target: Figure | null;
  /** Value as a share of target, 1 = on target; null where that has no sense. */
  readonly progress: number | null;
  readonly lastYear: Figure;
  /** The period still runs: its sum is not compared with a whole one. */
  readonly unfinished: boolean;
  readonly change: 'relative' | 'difference';
  readonly direction: Direction;
  /** One per period, ascending. */
  readonly series: readonly Figure[];
}
export interface RankedUnit {
  readonly unit: string;
  readonly name: string;
  readonly figure: Figure;
}
/** Communes by one indicator, those that need most first. */
export interface Ranking {
  readonly name: Text;
  readonly figure: Figure;
  readonly units: readonly RankedUnit[];
}

export interface SectorVm extends ViewModelBase {
  readonly sector: Sector;
  readonly headlines: readonly SectorRow[];
  /** The others, those that need a person or a look first. */
  readonly rows: readonly SectorRow[];
  /** How many of all need what; `judged`: those with a rule and a number. */
  readonly needs: { readonly act: number; readonly watch: number; readonly judged: number; readonly all: number };
  readonly trend: SectorRow | null;
  readonly ranking: Ranking | null;
  /** Ids the pack does not know. */
  readonly unknown: readonly string[];
}
