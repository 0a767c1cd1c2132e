import type { SessionView } from '@/access/session-view';
import type { Province } from '@/config/province';
import type { Instant } from '@/domain/time';
import type { UnitCode } from '@/domain/org-unit/types';

/** How long before its end a session is said to end, ms. */
export const ENDING_MS = 2 * 60_000;

/** Whether the page of `before` may go on as the page of `after`: the same reader with the same rights. */
export function isSameReader(before: SessionView, after: SessionView): boolean {
  return before.identity === after.identity && readerOf(before) === readerOf(after);
}
/** A person who signs in again has another session and is the same reader. */
const readerOf = ({ actor }: SessionView): string => (actor.kind === 'anonymous' ? actor.kind : `${actor.kind} ${actor.id}`);

/** Time left of a session that is about to end, ms; null while it is not, or never does. */
export function endingIn(view: SessionView | null, now: Instant): number | null {
  if (view?.expiresAt == null) return null;
  const left = view.expiresAt - now;
  return left > 0 && left <= ENDING_MS ? left : null;
}

/** Until when a stated purpose opens personal fields of a dataset; null where none stands. */
export function openUntil(view: SessionView | null, dataset: string, now: Instant): Instant | null {
  const until = view?.purposes.filter((one) => one.dataset === dataset && one.until > now).map((one) => one.until) ?? [];
  return until.reduce<Instant | null>((latest, one) => (latest === null || one > latest ? one : latest), null);
}

/** Dashboards a reader is offered, in the pack's order; all of them where nobody can sign in. */
export function offeredDashboards(province: Pick<Province, 'dashboards'>, view: SessionView | null): Province['dashboards'] {
  const offered = view?.dashboards ?? '*';
  return offered === '*' ? province.dashboards : province.dashboards.filter(({ id }) => offered.includes(id));
}

/** Id of the dashboard a reader's address without a page leads to: their own, else the first they are offered, else the province's. */
export function homeDashboard(province: Pick<Province, 'dashboards' | 'defaults'>, view: SessionView | null): string {
  const exists = (id: string): boolean => province.dashboards.some((one) => one.id === id);
  const offered = view?.dashboards ?? '*';
  const wanted = [
    ...(view?.landing ? [view.landing] : []),
    // What a screen shows is in the order in which it was set up.
    ...(offered === '*' || offered.includes(province.defaults.dashboard) ? (view?.actor.kind === 'screen' ? [] : [province.defaults.dashboard]) : []),
    ...(offered === '*' ? [] : offered),
  ];
  return wanted.find(exists) ?? province.defaults.dashboard;
}

/** Units a person is at home in: their own first, then those they hold a role for. */
export function unitsOf(view: SessionView | null): readonly UnitCode[] {
  if (view?.actor.kind === 'screen') return view.actor.unit === null ? [] : [view.actor.unit];
  if (view?.actor.kind !== 'person') return [];
  const units = [view.actor.unit, ...view.actor.roles.map((role) => role.unit)];
  return [...new Set(units.filter((unit): unit is UnitCode => unit !== null))];
}

/**
 * Where to sign in and come back to `path` (own address from the root); a reason left in the address is not brought back. Whoever only came
 * to the front page, `home`, comes back to their own.
 */
export function signInAddress(path: string, home?: string): string {
  const [bare = '/', query = ''] = path.split('?', 2);
  const kept = new URLSearchParams(query.split('#', 1)[0]);
  kept.delete('sign-in');
  const asked = kept.size > 0 ? `${bare}?${kept.toString()}` : bare;
  return `/auth/login?returnTo=${encodeURIComponent(asked === home ? '/' : asked)}`;
}

/** Two letters for a name: family and given, as Vietnamese names are written ("Nguyễn Văn An" → "NA"). */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '?')][0] ?? '').join('').toUpperCase();
}

/** "14:59" of ms that remain; rounds up, so that "0:00" is over. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
