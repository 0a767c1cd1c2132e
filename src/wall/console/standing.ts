import type { WallScreen } from '../parse-wall';

/** Longer than this without a word of it, and somebody should look. */
export const SILENT_MS = 30_000;
/** A page that has run for less than this after it began again by itself is told of. */
const FRESH_START_MS = 10 * 60_000;
const STALE: ReadonlySet<string> = new Set(['STALE', 'EXPIRED', 'ERROR', 'OFFLINE', 'CRASHED']);

export type Presence = 'present' | 'silent' | 'never';
export type AlarmKind = 'silent' | 'restarted' | 'stale' | 'old-build';
const ORDER: readonly AlarmKind[] = ['silent', 'restarted', 'stale', 'old-build'];

/** One thing that is wrong with one screen. */
export interface Alarm {
  readonly kind: AlarmKind;
  readonly screen: string;
  readonly name: string;
  /** How long it is silent, has run, or how old its oldest figure is, ms; null where that is not known. */
  readonly ms: number | null;
  /** Freshness of its worst figure, for `stale`. */
  readonly state: string;
}

/** How a screen's word was when the list was asked, and how much time has gone since. */
export interface Moment {
  /** Since the list came, ms. */
  readonly sinceMs: number;
  /** Build of the gateway. */
  readonly build: string;
}

/** How long a screen has not been heard, ms; null where it never was. */
export const silenceOf = ({ unseenMs }: Pick<WallScreen, 'unseenMs'>, sinceMs: number): number | null => (unseenMs === null ? null : unseenMs + sinceMs);

export function presenceOf(screen: Pick<WallScreen, 'unseenMs'>, sinceMs: number): Presence {
  const silence = silenceOf(screen, sinceMs);
  if (silence === null) return 'never';
  return silence > SILENT_MS ? 'silent' : 'present';
}

/** What is wrong with one screen, worst first. What a silent one said last is not held against it. */
export function alarmsOf(screen: WallScreen, { sinceMs, build }: Moment): readonly Alarm[] {
  const { report, id, name } = screen;
  const alarm = (kind: AlarmKind, ms: number | null): Alarm => ({ kind, screen: id, name, ms, state: report?.freshness ?? '' });
  if (presenceOf(screen, sinceMs) === 'silent') return [alarm('silent', silenceOf(screen, sinceMs))];
  if (!report) return [];
  return [
    ...(report.restarts > 0 && report.upMs < FRESH_START_MS ? [alarm('restarted', report.upMs)] : []),
    ...(STALE.has(report.freshness) ? [alarm('stale', report.oldestMs)] : []),
    ...(isOldBuild(report.build, build) ? [alarm('old-build', null)] : []),
  ];
}

/** Whether a screen runs another build than the gateway gives out. A screen that does not say is not accused. */
export const isOldBuild = (told: string, current: string): boolean => told !== '' && current !== '' && told !== current;

/** Everything that is wrong with the screens, what is worst first, then by name. */
export const allAlarms = (screens: readonly WallScreen[], moment: Moment): readonly Alarm[] =>
  screens.flatMap((screen) => alarmsOf(screen, moment)).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.name.localeCompare(b.name, 'vi'));
