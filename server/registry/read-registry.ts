import { sql } from 'kysely';
import type { Dataset, Source } from '@/domain/dataset';
import type { SourceHealth } from '@/federation/health';
import type { Core } from '../core';

/** A source as the configuration names it, with how it has fared over all gateways. Times are epoch ms. */
export interface RegisteredSource {
  readonly source: Source;
  /** Connectors of its datasets. */
  readonly protocols: string[];
  readonly datasets: { id: string; title: Dataset['title']; connector: string; everySeconds: number; classification: string }[];
  readonly state: SourceHealth['state'] | 'unknown';
  readonly nextTryAt: number | null;
  readonly lastSuccess: number | null;
  readonly lastFailure: number | null;
  readonly failingSince: number | null;
  readonly error: SourceFailure | null;
  readonly latencyMs: number | null;
  readonly asked: number;
  readonly failed: number;
  readonly openDrift: number;
  readonly openQuarantine: number;
}
export interface SourceFailure {
  readonly kind: string;
  readonly dataset: string;
  readonly pointer?: string;
  readonly expected?: string;
  readonly got?: string;
  readonly httpStatus?: number;
}

const everySeconds = ({ cadence }: Dataset): number => (cadence.kind === 'interval' ? cadence.seconds : cadence.checkSeconds);
const at = (moment: Date | null | undefined): number | null => moment?.getTime() ?? null;

/** Every source of the configuration, in its order. One that nobody has asked yet is `unknown`. */
export async function readRegistry({ province, store }: Pick<Core, 'province' | 'store'>, health: readonly SourceHealth[]): Promise<readonly RegisteredSource[]> {
  const { sources, datasets } = province.current();
  const [standings, drift, held] = await Promise.all([
    store.db.selectFrom('source_standing').selectAll().execute(),
    store.db.selectFrom('source_drift').select(['source', sql<number>`count(*)`.as('open')]).where('ended_at', 'is', null).groupBy('source').execute(),
    store.db.selectFrom('quarantine').select(['source', sql<number>`count(*)`.as('open')]).where('ended_at', 'is', null).groupBy('source').execute(),
  ]);
  const standingOf = new Map(standings.map((row) => [row.source, row]));
  const healthOf = new Map(health.map((each) => [each.source, each]));
  const open = (rows: readonly { source: string; open: number }[]): Map<string, number> => new Map(rows.map((row) => [row.source, Number(row.open)]));
  const [openDrift, openHeld] = [open(drift), open(held)];
  return [...sources.values()].map((source) => {
    const standing = standingOf.get(source.id);
    const now = healthOf.get(source.id);
    const own = [...datasets.values()].filter((dataset) => dataset.source === source.id);
    return {
      source,
      protocols: [...new Set(own.map(({ connector }) => connector))].sort(),
      datasets: own.map((dataset) => ({ id: dataset.id, title: dataset.title, connector: dataset.connector, everySeconds: everySeconds(dataset), classification: dataset.classification })),
      state: now && (now.lastSuccess !== null || now.lastFailure !== null) ? now.state : 'unknown',
      nextTryAt: now?.nextTryAt ?? null,
      lastSuccess: at(standing?.last_success), lastFailure: at(standing?.last_failure), failingSince: at(standing?.failing_since),
      error: (standing?.error ?? null) as SourceFailure | null,
      latencyMs: standing?.latency_ms ?? null, asked: standing?.asked ?? 0, failed: standing?.failed ?? 0,
      openDrift: openDrift.get(source.id) ?? 0, openQuarantine: openHeld.get(source.id) ?? 0,
    };
  });
}
