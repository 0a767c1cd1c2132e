import { maySee } from '@/access/map-layer-rights';
import type { Rights } from '@/access/rights';
import type { SessionView } from '@/access/session-view';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';

export interface ViewParts {
  readonly province: Province;
  readonly csrf: string | null;
  /** Epoch ms. */
  readonly expiresAt: number | null;
  readonly now: number;
  readonly signIn: SessionView['signIn'];
}

/** What the page is told of its reader. Pure. */
export function sessionView(actor: Actor, rights: Rights, { province, csrf, expiresAt, now, signIn }: ViewParts): SessionView {
  return {
    actor: actorView(actor, province),
    identity: rights.identity,
    actions: [...rights.actions],
    dashboards: rights.dashboards,
    landing: rights.landing,
    purposes: actor.kind === 'person' ? actor.purposes.filter(({ until }) => until > now) : [],
    unmaskable: [...province.datasets.values()].filter((dataset) => rights.share(dataset)?.mayUnmask === true).map(({ id }) => id),
    mapLayers: [...province.mapLayers.values()].filter((layer) => maySee(rights, layer)).map(({ id }) => id),
    csrf,
    expiresAt: expiresAt === null ? null : toInstant(expiresAt),
    serverTime: toInstant(now),
    signIn,
  };
}

function actorView(actor: Actor, province: Province): SessionView['actor'] {
  switch (actor.kind) {
    case 'anonymous': return { kind: 'anonymous' };
    case 'screen': return { kind: 'screen', id: actor.id, name: actor.name, unit: actor.unit };
    case 'person': return {
      kind: 'person', id: actor.id, name: actor.name, title: actor.title, unit: actor.unit, session: actor.session,
      roles: actor.grants.map(({ role, unit }) => ({ role, unit, name: province.access.roles.get(role)?.name ?? { vi: role, en: role } })),
    };
  }
}
