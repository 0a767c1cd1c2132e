import { EventEmitter } from 'node:events';
import pino from 'pino';
import { Registry } from 'prom-client';
import type { DatasetShare, Rights } from '@/access/rights';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { packOf } from '@/config/testing/good-pack';
import type { Actor } from '@/domain/access';
import type { Json } from '@/domain/dataset';
import { GATEWAY_TIMES } from '../gateway-settings';
import type { EventLogService, PortalEvent } from './event-log';
import { createEventHub, type EventHub, type EventHubParts } from './hub';
import type { StreamSocket } from './slow-socket';

export const EPOCH = 'e1';

export function fixtureProvince(): Province {
  const { province } = parsePack(packOf());
  if (!province) throw new Error('the good pack is bad');
  return province;
}

export const person = (id: string, more: Partial<Extract<Actor, { kind: 'person' }>> = {}): Extract<Actor, { kind: 'person' }> => ({
  kind: 'person', id, name: id, title: '', unit: null, session: `s-${id}`, grants: [{ role: 'leader', unit: null }], purposes: [], ...more,
});
export const screen = (id: string, dashboards: readonly string[] = []): Extract<Actor, { kind: 'screen' }> => ({
  kind: 'screen', id, name: id, unit: null, classes: ['public'], dashboards,
});

/** Shares by role: whoever holds a grant sees everything with the key `all`, a screen and everybody else what is public with `public`. */
export function rightsStub(actor: Actor): Rights {
  const everything = actor.kind === 'person' && actor.grants.length > 0;
  const share: DatasetShare = { classes: new Set(['public']), units: 'all', mayUnmask: false, key: everything ? 'all' : 'public' };
  return {
    identity: JSON.stringify(actor), roles: [], share: (dataset) => (everything || dataset.id !== 'procedures' ? share : null),
    may: (action, unit) => action === 'screen.command' && actor.kind === 'person' && actor.title === `drives ${unit ?? ''}`, actions: [], dashboards: actor.kind === 'screen' ? actor.dashboards : '*', landing: null,
  };
}

/** A log whose events come from the test. */
export interface FakeLog extends EventLogService {
  readonly emit: (event: Partial<PortalEvent>) => PortalEvent;
  readonly listeners: () => number;
  rows: PortalEvent[];
  epochNow: string;
}
export function fakeLog(): FakeLog {
  const listeners = new Set<(event: PortalEvent) => void>();
  const log: FakeLog = {
    rows: [],
    epochNow: EPOCH,
    publish: () => Promise.reject(new Error('not here')),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    epoch: () => log.epochNow,
    head: () => log.rows.at(-1)?.id ?? 0,
    since: (id) => {
      const head = log.head();
      const oldest = log.rows[0]?.id ?? 0;
      return Promise.resolve(id > head || id + 1 < oldest ? { kind: 'gap', head } : { kind: 'events', events: log.rows.filter((row) => row.id > id) });
    },
    emit: (event) => {
      const made: PortalEvent = { id: log.head() + 1, epoch: log.epochNow, kind: 'dataset-changed', audience: { to: 'everyone' }, payload: { dataset: 'areas' }, at: 0, ...event };
      log.rows.push(made);
      for (const listener of [...listeners]) listener(made);
      return made;
    },
    listeners: () => listeners.size,
  };
  return log;
}

/** A frame as the reader takes it. */
export interface Taken {
  readonly id: string | null;
  readonly event: string;
  readonly data: { readonly [key: string]: Json };
}
export function framesIn(text: string): Taken[] {
  return text.split('\n\n').filter((part) => part.includes('event: ')).map((part) => {
    const field = (name: string): string | null => part.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
    return { id: field('id'), event: field('event') ?? '', data: JSON.parse(field('data') ?? '{}') as Taken['data'] };
  });
}

/** A socket that takes everything, or nothing while `slow`. */
export class FakeSocket extends EventEmitter implements StreamSocket {
  text = '';
  slow = false;
  destroyed = false;
  writableLength = 0;
  bytesWritten = 0;
  write(bytes: Uint8Array): boolean {
    this.text += Buffer.from(bytes).toString();
    this.bytesWritten += bytes.length;
    if (this.slow) this.writableLength += bytes.length;
    return !this.slow;
  }
  end(bytes: Uint8Array): this {
    this.write(bytes);
    return this.destroy();
  }
  destroy(): this {
    if (!this.destroyed) {
      this.destroyed = true;
      this.emit('close');
    }
    return this;
  }
  read(): void {
    this.slow = false;
    this.writableLength = 0;
    this.emit('drain');
  }
  get frames(): Taken[] {
    return framesIn(this.text);
  }
  /** Kinds taken after `hello`. */
  get kinds(): string[] {
    return this.frames.slice(1).map(({ event }) => event);
  }
}

export interface HubBench {
  readonly hub: EventHub;
  readonly log: FakeLog;
  readonly metrics: Registry;
  /** Who is who now; absent: as given. */
  readonly actors: Map<string, Actor | null>;
  readonly turn: (ms: number) => void;
  readonly reconfigure: () => void;
  readonly open: (actor: Actor, from?: { readonly epoch: string; readonly id: number } | null) => FakeSocket;
}
export const idOf = (actor: Actor): string => (actor.kind === 'anonymous' ? '' : actor.id);

export function hubBench(more: Partial<EventHubParts> = {}): HubBench {
  const log = fakeLog();
  const province = fixtureProvince();
  const metrics = new Registry();
  const actors = new Map<string, Actor | null>();
  const changes = new Set<(province: Province) => void>();
  let now = Date.UTC(2026, 10, 21);
  const hub = createEventHub({
    core: {
      province: { current: () => province, onChange: (listener) => { changes.add(listener); return () => void changes.delete(listener); } },
      clock: () => now, log: pino({ level: 'silent' }), metrics, settings: { times: GATEWAY_TIMES },
    },
    log,
    rightsOf: rightsStub,
    maySeeDocument: ({ rights }, { id }) => rights.dashboards === '*' || rights.dashboards.includes(id),
    actorNow: (actor) => Promise.resolve(actors.has(idOf(actor)) ? (actors.get(idOf(actor)) ?? null) : actor),
    random: () => 0.5,
    ...more,
  });
  return {
    hub, log, metrics, actors,
    turn: (ms) => { now += ms; },
    reconfigure: () => { for (const change of changes) change(province); },
    open: (actor, from = null) => {
      const socket = new FakeSocket();
      hub.open({ actor, address: '192.0.2.1', socket, from });
      return socket;
    },
  };
}
