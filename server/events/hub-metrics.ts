import { Counter, Gauge, type Registry } from 'prom-client';

export interface HubMetrics {
  readonly clients: (count: number) => void;
  readonly dropped: () => void;
  readonly resync: () => void;
}

/** What operators see of the streams. */
export function hubMetrics(registry: Registry): HubMetrics {
  const registers = [registry];
  const clients = new Gauge({ name: 'portal_event_streams', help: 'Open event streams', registers });
  const dropped = new Counter({ name: 'portal_event_streams_dropped_total', help: 'Times a reader was too slow and its waiting events were thrown away', registers });
  const resyncs = new Counter({ name: 'portal_event_resyncs_total', help: 'Times a reader was told to look at everything anew', registers });
  return { clients: (count) => clients.set(count), dropped: () => dropped.inc(), resync: () => resyncs.inc() };
}
