import type { LocalDate } from '../time';

/** Official code kept as a string: province `40`, district `412`, commune `16681`; departments carry the agency identifier, e.g. `H41.05`. */
export type UnitCode = string;

export type UnitLevel = 'province' | 'department' | 'district' | 'commune';

export type UnitKind =
  | 'province' | 'central-city'
  | 'department'
  | 'district' | 'town' | 'provincial-city' | 'urban-district'
  | 'commune' | 'ward' | 'township' | 'special-zone';

/** How a unit came from an earlier one. `merge`: the whole of it went in; `split`: a part of it; `rename`: the same ground, another name or kind. */
export type ChangeKind = 'merge' | 'split' | 'rename';

export interface Predecessor {
  readonly code: UnitCode;
  /** Which holder of the code is meant: the one valid on the day before the successor began. */
  readonly change: ChangeKind;
}

/**
 * An organisation unit over one span of validity. The same code may be held by different units at different times
 * (16681 was a ward before 2025-07-01 and is another, larger ward after): a unit is found by code AND date.
 */
export interface OrgUnit {
  readonly code: UnitCode;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  /** "Thành Vinh" */
  readonly name: string;
  /** "Phường Thành Vinh" */
  readonly fullName: string;
  readonly parent: UnitCode | null;
  readonly validFrom: LocalDate;
  /** First day on which the unit is no longer valid; null while it lives. */
  readonly validTo: LocalDate | null;
  readonly predecessors: readonly Predecessor[];
  /** Centre for labels and points, WGS84 degrees, where known. */
  readonly centre?: { readonly lon: number; readonly lat: number };
}

/** The units of one day: a tree rooted at the province; a forest before the merger of provinces (Ninh Bình: 35, 36, 37). */
export interface UnitTree {
  readonly date: LocalDate;
  /** The first of `roots`. */
  readonly root: OrgUnit;
  /**
   * Units without a parent that day, the holder of today's province code first, the rest by code: one province, or the
   * several it was merged from.
   */
  readonly roots: readonly OrgUnit[];
  readonly units: readonly OrgUnit[];
  get(code: UnitCode): OrgUnit | undefined;
  /** Direct children, by Vietnamese collation of name. */
  children(code: UnitCode): readonly OrgUnit[];
  /** From parent up to the root. */
  ancestors(code: UnitCode): readonly OrgUnit[];
  /** All below, depth first. */
  descendants(code: UnitCode): readonly OrgUnit[];
  /** Units of the same level and parent, itself left out. */
  peers(code: UnitCode): readonly OrgUnit[];
}

/** Every unit the province has known, over time. */
export interface UnitRegistry {
  readonly all: readonly OrgUnit[];
  /** Days on which the map changed, ascending. */
  readonly changeDates: readonly LocalDate[];
  treeAt(date: LocalDate): UnitTree;
  /** The holder of the code on that day. */
  resolve(code: UnitCode, date: LocalDate): OrgUnit | undefined;
  /**
   * The units of `date` that together cover the ground of `unit`, following predecessors (or successors) across changes.
   * `exact` is false where a split makes the cover only partial.
   */
  cover(unit: OrgUnit, date: LocalDate): { readonly units: readonly OrgUnit[]; readonly exact: boolean };
}

/** How a series crosses a change of the map. */
export type BoundaryReading =
  | { readonly kind: 'as-reported' }
  | { readonly kind: 'on-date'; readonly date: LocalDate };
