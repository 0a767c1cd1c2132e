import type { Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import type { Action, Actor } from '@/domain/access';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';
import { isDocumentId, MY_PREFERENCES, type DocumentKind } from '@/state/documents';
import { sharesUnit } from '@/access/shares-unit';

/** Who asks, in the configuration of that moment. */
export interface Reader {
  readonly actor: Actor;
  readonly rights: Rights;
  readonly province: Province;
  readonly now: Instant;
}

/** What decides who may do what to a document. */
export interface Holding {
  readonly kind: DocumentKind;
  /** As stored. */
  readonly id: string;
  /** A person's own; null belongs to a unit. */
  readonly owner: string | null;
  /** Null is the whole province. */
  readonly unit: UnitCode | null;
}

const EDITING: Readonly<Record<Exclude<DocumentKind, 'preferences'>, Action>> = { dashboard: 'dashboard.edit', 'report-template': 'template.edit', scene: 'scene.edit', 'widget-options': 'dashboard.edit' };

/**
 * The id under which a document is kept, or null where there is no such document for this reader: everybody's preferences are called
 * `mine`, and stand under the person's own id.
 */
export function storedId(kind: DocumentKind, id: string, actor: Actor): string | null {
  if (kind === 'preferences') return actor.kind === 'person' && id === MY_PREFERENCES ? actor.id : null;
  return isDocumentId(id) ? id : null;
}
export const shownId = (kind: DocumentKind, id: string): string => (kind === 'preferences' ? MY_PREFERENCES : id);

export function mayRead(reader: Reader, { kind, id, owner, unit }: Holding): boolean {
  const { actor, rights } = reader;
  if (actor.kind === 'anonymous') return false;
  if (kind === 'preferences' || owner !== null) return actor.kind === 'person' && owner === actor.id;
  if (actor.kind === 'screen' && !isForScreens(kind, id, rights)) return false;
  return sharesUnit(actor, unit, reader.province, reader.now);
}

export function mayEdit(reader: Reader, { kind, owner, unit }: Omit<Holding, 'id'>): boolean {
  const { actor, rights, province } = reader;
  if (actor.kind !== 'person') return false;
  if (kind === 'preferences' || owner !== null) return owner === actor.id;
  return rights.may(EDITING[kind], unit ?? province.unit);
}

/** A display shows scenes, and the dashboards it was paired for. */
export const isForScreens = (kind: DocumentKind, id: string, rights: Rights): boolean =>
  kind === 'scene' || (kind === 'dashboard' && (rights.dashboards === '*' || rights.dashboards.includes(id)));
