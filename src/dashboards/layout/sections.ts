import { MAIN_SECTION, type Dashboard, type DashboardSection, type DashboardTab } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import { err, ok } from '@/domain/result';
import type { Text } from '@/domain/text';
import { without, type Edited } from './edit';
import { forgotten } from './tiles';

/** As many as the schema of a dashboard takes. */
export const MAX_TABS = 12;
export const MAX_SECTIONS = 24;
/** Rows of a section before anything stands in it. */
const NEW_ROWS = 6;

/** Tab of a section; null where the dashboard has none. */
const tabOf = (dashboard: Dashboard, section: Pick<DashboardSection, 'tab'>): string | null => (dashboard.tabs ? section.tab ?? dashboard.tabs[0]?.id ?? null : null);

/** A band under a heading, after the others; in the first tab where none is named. */
export function addSection(dashboard: Dashboard, id: string, title: Text, tab: string | null = null): Edited {
  const sections = dashboard.sections ?? [];
  if (sections.length >= MAX_SECTIONS) return err('sections');
  if (id === MAIN_SECTION || sections.some((one) => one.id === id)) return err('unknown');
  return ok({ ...dashboard, sections: [...sections, { id, title, rows: NEW_ROWS, ...(dashboard.tabs && tab !== null ? { tab } : {}) }] });
}

export function renameSection(dashboard: Dashboard, id: string, title: Text): Edited {
  if (!dashboard.sections?.some((one) => one.id === id)) return err('unknown');
  return ok({ ...dashboard, sections: dashboard.sections.map((one) => (one.id === id ? { ...one, title } : one)) });
}

/** A section changes places with the one before or after it in its tab. */
export function shiftSection(dashboard: Dashboard, id: string, by: -1 | 1): Edited {
  const sections = dashboard.sections ?? [];
  const one = sections.find((section) => section.id === id);
  if (!one) return err('unknown');
  const peers = sections.filter((section) => tabOf(dashboard, section) === tabOf(dashboard, one));
  const other = peers[peers.indexOf(one) + by];
  if (!other) return err('edge');
  return ok({ ...dashboard, sections: sections.map((section) => (section === one ? other : section === other ? one : section)) });
}

/** A section with all that stands in it. */
export function removeSection(dashboard: Dashboard, id: string): Edited {
  if (id === MAIN_SECTION) return err('needed');
  if (!dashboard.sections?.some((one) => one.id === id)) return err('unknown');
  return ok(withoutSections(dashboard, new Set([id])));
}

function withoutSections(dashboard: Dashboard, ids: ReadonlySet<string>): Dashboard {
  const gone = new Set(dashboard.tiles.filter((tile) => ids.has(sectionOf(tile))).map(({ id }) => id));
  const sections = (dashboard.sections ?? []).filter(({ id }) => !ids.has(id));
  const rest = forgotten({ ...dashboard, tiles: dashboard.tiles.filter(({ id }) => !gone.has(id)) }, gone);
  return sections.length > 0 ? { ...rest, sections } : without(rest, 'sections');
}

/** One more tab. The first makes two: `first` takes in all there is. */
export function addTab(dashboard: Dashboard, tab: DashboardTab, first: DashboardTab): Edited {
  const tabs = dashboard.tabs ?? [first];
  if (tabs.length >= MAX_TABS) return err('tabs');
  if (tabs.some(({ id }) => id === tab.id)) return err('unknown');
  return ok({ ...dashboard, tabs: [...tabs, tab] });
}

export function renameTab(dashboard: Dashboard, id: string, title: Text): Edited {
  if (!dashboard.tabs?.some((one) => one.id === id)) return err('unknown');
  return ok({ ...dashboard, tabs: dashboard.tabs.map((one) => (one.id === id ? { ...one, title } : one)) });
}

/**
 * A tab changes places with its neighbour. The main section belongs to whichever comes first: where that changes, what stood there goes on
 * in a section of its own, `newSection`, in the tab it was in.
 */
export function shiftTab(dashboard: Dashboard, id: string, by: -1 | 1, newSection: string): Edited {
  const tabs = dashboard.tabs ?? [];
  const from = tabs.findIndex((one) => one.id === id);
  const [one, other] = [tabs[from], tabs[from + by]];
  if (!one) return err('unknown');
  if (!other) return err('edge');
  const shifted = tabs.map((tab) => (tab === one ? other : tab === other ? one : tab));
  const first = tabs[0];
  if (!first || shifted[0] === first) return ok({ ...dashboard, tabs: shifted });
  const kept = mainAsSection(dashboard, first, newSection);
  return kept.ok ? ok({ ...kept.value, tabs: shifted }) : kept;
}

/** Sections that are in the first tab because they name none name it; the tiles of the main one get a section there. */
function mainAsSection(dashboard: Dashboard, first: DashboardTab, newSection: string): Edited {
  const named = (dashboard.sections ?? []).map((section) => ({ ...section, tab: section.tab ?? first.id }));
  const isEmpty = dashboard.tiles.every((tile) => sectionOf(tile) !== MAIN_SECTION);
  if (isEmpty) return ok(named.length > 0 ? { ...dashboard, sections: named } : dashboard);
  if (named.length >= MAX_SECTIONS) return err('sections');
  const section: DashboardSection = { id: newSection, title: first.title, rows: dashboard.rows, tab: first.id };
  const tiles = dashboard.tiles.map((tile) => (sectionOf(tile) === MAIN_SECTION ? { ...tile, section: newSection } : tile));
  return ok({ ...dashboard, sections: [section, ...named], tiles });
}

/** A tab with its sections and their tiles; the main section goes with the first. One alone is none. */
export function removeTab(dashboard: Dashboard, id: string): Edited {
  const tabs = dashboard.tabs ?? [];
  if (!tabs.some((one) => one.id === id)) return err('unknown');
  const gone = new Set((dashboard.sections ?? []).filter((section) => tabOf(dashboard, section) === id).map((section) => section.id));
  const rest = withoutSections(dashboard, tabs[0]?.id === id ? gone.add(MAIN_SECTION) : gone);
  const left = tabs.filter((one) => one.id !== id);
  if (left.length > 1) return ok({ ...rest, tabs: left });
  const { sections } = rest;
  return ok({ ...without(rest, 'tabs'), ...(sections ? { sections: sections.map((section) => without(section, 'tab')) } : {}) });
}

/** A section, with all that stands in it, in another tab. */
export function sectionToTab(dashboard: Dashboard, id: string, tab: string): Edited {
  if (!dashboard.tabs?.some((one) => one.id === tab) || !dashboard.sections?.some((one) => one.id === id)) return err('unknown');
  return ok({ ...dashboard, sections: dashboard.sections.map((one) => (one.id === id ? { ...one, tab } : one)) });
}
