import type { Core } from '../../core';
import type { RefusedBecause } from './guarded-agents';

/** A source that keeps being refused is written down once in this long, ms. */
const ONCE_MS = 10 * 60_000;

/** Writes down ways out that were refused: an address that is not allowed, another host, a redirect. */
export function auditRefusals({ audit, clock, log }: Pick<Core, 'audit' | 'clock' | 'log'>): (source: string, because: RefusedBecause | 'redirect') => void {
  const written = new Map<string, number>();
  return (source, because) => {
    const key = `${source} ${because}`;
    if (clock() - (written.get(key) ?? -Infinity) < ONCE_MS) return;
    written.set(key, clock());
    log.warn({ source, because }, 'a connection to a source was refused');
    audit.write({ action: 'outbound-refused', actor: { kind: 'system' }, target: `source:${source}`, outcome: 'refused', detail: { because } })
      .catch((fault: unknown) => log.error({ err: fault }, 'a refused connection could not be written down'));
  };
}
