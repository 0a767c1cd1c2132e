import type { Province } from '@/config/province';
import { ACTIONS, ANONYMOUS_ROLE, SCREEN_ROLE, type Action, type Actor, type Grant, type Role } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import type { Dataset } from '@/domain/dataset';
import type { Instant, LocalDate } from '@/domain/time';
import { digestOf } from './digest';
import { mapOf, reachOf } from './reach';
import { covers, type DatasetShare, type Rights } from './rights';
import { shareOf, type Holding } from './share-of';

/** Rights without whose they are: many people hold the same. */
type Held = Omit<Rights, 'identity'> & { readonly digest: string };

/** Sets of grants remembered per province; forgotten together when they become too many. */
const MOST_HELD = 2_000;
const compiled = new WeakMap<Province, Map<string, Held>>();

/**
 * Joins an actor's grants into rights on the day of `now`: whoever is signed in sees at least what everybody sees. A role the pack has
 * not, or a unit that does not live, gives nothing. Cheap for grants seen before; never throws.
 */
export function rightsOf(actor: Actor, province: Province, now: Instant): Rights {
  const date = civilDate(now);
  const { roles } = province.access;
  const anonymous = roles.get(ANONYMOUS_ROLE);
  const everybody: readonly Holding[] = anonymous ? [{ role: anonymous, reach: 'all' }] : [];
  const map = mapOf(province.units, date);
  switch (actor.kind) {
    case 'anonymous': {
      return { ...held(province, 'anonymous', () => compile([], everybody, new Set(), province)), roles: [ANONYMOUS_ROLE], identity: 'anonymous' };
    }
    case 'person': {
      const purposes = new Set(actor.purposes.filter((each) => now < each.until).map((each) => each.dataset));
      const key = JSON.stringify([map, actor.grants.map(({ role, unit }) => [role, unit]), [...purposes].sort()]);
      const rights = held(province, key, () => compile(holdingsOf(actor.grants, province, date), everybody, purposes, province));
      return { ...rights, identity: `person:${actor.id}:${rights.digest}` };
    }
    case 'screen': {
      const key = JSON.stringify([map, 'screen', actor.unit, actor.classes, actor.dashboards, actor.datasets ?? null]);
      const rights = held(province, key, () => ofScreen(actor, province, date));
      return { ...rights, identity: `screen:${actor.id}:${rights.digest}` };
    }
  }
}

function held(province: Province, key: string, make: () => Held): Held {
  const known = compiled.get(province) ?? new Map<string, Held>();
  compiled.set(province, known);
  let rights = known.get(key);
  if (!rights) {
    if (known.size >= MOST_HELD) known.clear();
    known.set(key, (rights = make()));
  }
  return rights;
}

/** Grants of roles of persons, on ground that lives. */
function holdingsOf(grants: readonly Grant[], province: Province, date: LocalDate): Holding[] {
  return grants.flatMap((grant) => {
    const role = grant.role === SCREEN_ROLE ? undefined : province.access.roles.get(grant.role);
    const reach = reachOf(province, grant.unit, date);
    return role && (reach === 'all' || reach.size > 0) ? [{ role, reach }] : [];
  });
}

/** A screen reads what the role of screens and its own pairing both allow, and does nothing. */
function ofScreen(screen: Extract<Actor, { kind: 'screen' }>, province: Province, date: LocalDate): Held {
  const role = province.access.roles.get(SCREEN_ROLE);
  const dashboards = screen.dashboards.filter((id) => role?.dashboards === '*' || role?.dashboards.includes(id));
  const holdings: Holding[] = role
    ? [{ role: { ...role, reads: readsOf(role, screen.datasets), may: [], dashboards }, reach: reachOf(province, screen.unit, date), classes: screen.classes.filter((each) => each === 'public' || each === 'internal') }]
    : [];
  const rights = compile(holdings, [], new Set(), province);
  return { ...rights, landing: rights.landing ?? dashboards[0] ?? null };
}

/** What is public stays; everything else only of the datasets named. */
const readsOf = (role: Role, datasets: readonly string[] | undefined): Role['reads'] =>
  datasets === undefined ? role.reads : role.reads.flatMap((read) => [
    { ...read, classes: read.classes.filter((each) => each === 'public') },
    { ...read, datasets: datasets.filter((id) => read.datasets === '*' || read.datasets.includes(id)) },
  ]);

function compile(own: readonly Holding[], everybody: readonly Holding[], purposes: ReadonlySet<string>, province: Province): Held {
  const holdings = [...own, ...everybody];
  const shares = new WeakMap<Dataset, { readonly share: DatasetShare | null }>();
  const doing = (action: Action): Holding[] => own.filter(({ role }) => role.may.includes(action));
  const dashboards = unionOf(holdings.map(({ role }) => role.dashboards));
  return {
    roles: [...new Set(own.map(({ role }) => role.id))],
    share: (dataset) => {
      let found = shares.get(dataset);
      if (!found) shares.set(dataset, (found = { share: shareOf(holdings, dataset, purposes.has(dataset.id)) }));
      return found.share;
    },
    may: (action, unit) => doing(action).some(({ reach }) => unit === undefined || covers(reach, unit)),
    actions: ACTIONS.filter((action) => doing(action).length > 0),
    dashboards,
    landing: landingOf(own, everybody, province, dashboards),
    digest: digestOf(JSON.stringify([province.id, holdings.map(describe).sort()])),
  };
}

const unionOf = (lists: readonly Role['dashboards'][]): Role['dashboards'] =>
  lists.includes('*') ? '*' : [...new Set(lists.flatMap((each) => (each === '*' ? [] : each)))];

/** The landing of the first role of the pack's order that has one; everybody's only where no own role has. */
function landingOf(own: readonly Holding[], everybody: readonly Holding[], province: Province, dashboards: Role['dashboards']): string | null {
  const order = [...province.access.roles.keys()];
  const sorted = [...own].sort((a, b) => order.indexOf(a.role.id) - order.indexOf(b.role.id));
  const offered = [...sorted, ...everybody].flatMap(({ role }) => role.landing ?? []);
  return offered.find((id) => dashboards === '*' || dashboards.includes(id)) ?? null;
}

/** Everything of a holding that could change what is seen. */
const describe = ({ role, reach, classes }: Holding): string =>
  JSON.stringify([role.id, role.reads, role.may, role.dashboards, role.landing ?? null, reach === 'all' ? reach : [...reach].sort(), classes ?? null]);
