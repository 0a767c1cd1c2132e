import type { Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { civilDate } from '@/domain/civil';
import { toInstant } from '@/domain/time';
import { sharesUnit } from '@/access/shares-unit';
import type { Audience, PortalEvent } from './event-log';

export interface ReaderParts {
  readonly province: () => Province;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly rightsOf: (actor: Actor) => Rights;
  readonly maySeeDocument: (reader: { readonly actor: Actor; readonly rights: Rights }, document: { readonly kind: string; readonly id: string }) => boolean;
}

/** Streams with equal keys have the same reader: one session, one screen, or everybody who is not signed in. */
export const readerKey = (actor: Actor): string =>
  actor.kind === 'person' ? `person:${actor.id}:${actor.session}` : actor.kind === 'screen' ? `screen:${actor.id}` : 'anonymous';

/** Who stands behind some streams, and what may be told to them now. */
export class Reader {
  readonly #parts: ReaderParts;
  readonly key: string;
  #actor: Actor;
  #known: string;
  #rights: Rights;
  #shares = new Map<string, string | null>();

  constructor(actor: Actor, parts: ReaderParts) {
    this.#parts = parts;
    this.key = readerKey(actor);
    this.#actor = actor;
    this.#rights = parts.rightsOf(actor);
    this.#known = this.#fingerprint(actor);
  }

  get actor(): Actor {
    return this.#actor;
  }

  /** Takes in the actor as it is now; true where what it may see has changed. */
  renew(actor: Actor): boolean {
    const known = this.#fingerprint(actor);
    const lapses = actor.kind === 'person' && actor.purposes.length > 0;
    if (known === this.#known && !lapses) return false;
    return this.#look(actor, known);
  }

  /** The configuration changed under the reader. */
  reconfigure(): void {
    this.#look(this.#actor, this.#known);
  }

  hears(event: PortalEvent): boolean {
    return this.#isMeant(event.audience) && this.#maySee(event);
  }

  #look(actor: Actor, known: string): boolean {
    const before = this.#rights.identity;
    this.#actor = actor;
    this.#known = known;
    this.#rights = this.#parts.rightsOf(actor);
    this.#shares = new Map();
    return this.#rights.identity !== before;
  }

  /** Rights are those of a day. */
  #fingerprint(actor: Actor): string {
    return `${civilDate(toInstant(this.#parts.clock()))} ${JSON.stringify(actor)}`;
  }

  #isMeant(audience: Audience): boolean {
    const actor = this.#actor;
    switch (audience.to) {
      case 'everyone': return true;
      case 'person': return actor.kind === 'person' && actor.id === audience.id;
      case 'session': return actor.kind === 'person' && actor.session === audience.id;
      case 'screen': return actor.kind === 'screen' && actor.id === audience.id;
      case 'unit': return sharesUnit(actor, audience.unit, this.#parts.province(), toInstant(this.#parts.clock()));
      case 'dataset': return this.#share(audience.dataset) === audience.share;
    }
  }

  /** Whatever the audience says: nobody hears of what they may not see. */
  #maySee({ kind, payload }: PortalEvent): boolean {
    if (kind === 'dataset-changed' || kind === 'annotation-changed') return typeof payload['dataset'] === 'string' && this.#share(payload['dataset']) !== null;
    if (kind === 'wall-changed') return typeof payload['unit'] === 'string' && this.#rights.may('screen.command', payload['unit']);
    if (kind !== 'document-changed') return true;
    const { kind: of, id } = payload;
    return typeof of === 'string' && typeof id === 'string' && this.#parts.maySeeDocument({ actor: this.#actor, rights: this.#rights }, { kind: of, id });
  }

  #share(id: string): string | null {
    const known = this.#shares.get(id);
    if (known !== undefined) return known;
    const dataset = this.#parts.province().datasets.get(id);
    const key = (dataset && this.#rights.share(dataset)?.key) ?? null;
    this.#shares.set(id, key);
    return key;
  }
}
