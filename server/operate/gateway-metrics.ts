import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AuditEntry } from '../audit/trail';

/** What the gateway counts of itself; each concern counts its own beside it, in the same registry. No label holds a value from outside. */
export interface GatewayMetrics {
  readonly answered: (route: string, method: string, status: number, seconds: number) => void;
  readonly audited: (entry: AuditEntry) => void;
  readonly policyReport: (directive: string) => void;
  readonly limited: (rate: string) => void;
  readonly shed: () => void;
  readonly reloaded: (outcome: 'done' | 'refused') => void;
}

/** What is read when somebody asks. */
export interface Gauges {
  readonly lost: () => number;
  readonly inFlight: () => number;
  readonly loopDelayMs: () => number;
  /** Null while nobody has looked. */
  readonly storeOk: () => boolean | null;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10];

/** Registers the counters and the process's own figures (memory, loop, descriptors). Once a registry. */
export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({ name: 'portal_requests_total', help: 'Requests answered', labelNames: ['route', 'method', 'status'], registers });
  const duration = new Histogram({ name: 'portal_request_seconds', help: 'Time to the end of the answer', labelNames: ['route'], buckets: SECONDS, registers });
  const audit = new Counter({ name: 'portal_audit_entries_total', help: 'Entries of the audit trail, sign-ins and refusals among them', labelNames: ['action', 'outcome'], registers });
  const reports = new Counter({ name: 'portal_policy_reports_total', help: 'Content security policy reports of browsers', labelNames: ['directive'], registers });
  const limits = new Counter({ name: 'portal_rate_limited_total', help: 'Requests refused because there were too many', labelNames: ['rate'], registers });
  const shed = new Counter({ name: 'portal_shed_total', help: 'Requests refused because the gateway was overloaded', registers });
  const reloads = new Counter({ name: 'portal_configuration_reloads_total', help: 'Attempts to put a new configuration in force', labelNames: ['outcome'], registers });
  return {
    answered: (route, method, status, seconds) => {
      requests.inc({ route, method: METHODS.has(method) ? method : 'other', status: `${Math.floor(status / 100)}xx` });
      duration.observe({ route }, seconds);
    },
    audited: ({ action, outcome }) => audit.inc({ action, outcome }),
    policyReport: (directive) => reports.inc({ directive }),
    limited: (rate) => limits.inc({ rate }),
    shed: () => shed.inc(),
    reloaded: (outcome) => reloads.inc({ outcome }),
  };
}

/** Registers what is looked at only when somebody asks. Once a registry. */
export function registerGauges(registry: Registry, { lost, inFlight, loopDelayMs, storeOk }: Gauges): void {
  const gauge = (name: string, help: string, value: () => number | null): void => {
    new Gauge({ name, help, registers: [registry], collect() { const now = value(); if (now === null) this.reset(); else this.set(now); } });
  };
  gauge('portal_log_lines_lost', 'Log lines lost since the start', lost);
  gauge('portal_requests_in_flight', 'Requests being answered, streams included', inFlight);
  gauge('portal_event_loop_delay_seconds', 'Mean delay of the event loop over the last second', () => loopDelayMs() / 1_000);
  gauge('portal_store_up', 'Whether shared storage answered when last asked', () => { const up = storeOk(); return up === null ? null : Number(up); });
}
