import type { PostgresServer } from '../servers/postgres';
import { seededPeople } from '../servers/seed';
import { coalescing, HEADS_UNIT, type CoalescingReport } from './coalescing';
import { sseLoad, type SseLoadReport } from './sse';
import { usersLoad, type UsersReport } from './users';
import { startWholeGateway } from './whole-gateway';

export type Say = (line: string) => void;

/** Identical questions asked at once. */
export const QUESTIONS = 500;
const CLIENTS = { long: 1_000, short: 200 } as const;

export async function runCoalescing(server: PostgresServer | null, say: Say): Promise<CoalescingReport> {
  const [leaders, heads] = [seededPeople(5), seededPeople(5, 'department-head', HEADS_UNIT)];
  const gateway = await startWholeGateway({ people: [...leaders, ...heads], screens: [] }, server);
  try {
    const report = await coalescing(gateway, { leaders, heads, questions: QUESTIONS });
    say(`  coalescing: ${report.questions} identical cold questions, ${report.upstream} upstream; by two permission sets ${report.upstreamOfTwo}`);
    for (const fault of report.faults) say(`  ✗ ${fault}`);
    return report;
  } finally {
    await gateway.stop();
  }
}

export async function runUsers(server: PostgresServer | null, { short, seconds }: { readonly short: boolean; readonly seconds: number }, say: Say): Promise<UsersReport> {
  const crowd = short ? { people: 60, screens: 10, thinkSeconds: 3 } : { people: 300, screens: 50, thinkSeconds: 6 };
  const report = await usersLoad({ ...crowd, seconds, server });
  const { requests, errors, perMinute, p95Ms, p99Ms, quietP95Ms, streams, memoryMiB, upstream, cpu, coldSeconds } = report;
  say(`  users: ${crowd.people} people, ${crowd.screens} screens × 12, ${seconds} s: ${requests} requests (${perMinute}/min from one address), ${errors} errors, ${upstream} calls upstream; all pages open, cold, in ${coldSeconds.toFixed(1)} s`);
  say(`  users: p95 ${p95Ms} ms, p99 ${p99Ms} ms; quiet p95 ${quietP95Ms} ms, ratio ${(p95Ms / quietP95Ms).toFixed(1)}; ${streams.open} streams open, ${streams.gaps} gaps; ${cpu.toFixed(2)} of a core; memory ${memoryMiB.quiet} → ${memoryMiB.most} MiB`);
  for (const [deed, { count, p95Ms: p95, p99Ms: p99 }] of Object.entries(report.byDeed)) say(`    ${deed.padEnd(14)}${String(count).padStart(6)}  p95 ${p95} ms  p99 ${p99} ms`);
  for (const fault of report.faults) say(`  ✗ ${fault}`);
  return report;
}

export async function runSse(server: PostgresServer | null, short: boolean, say: Say): Promise<SseLoadReport> {
  const clients = short ? CLIENTS.short : CLIENTS.long;
  const options = { clients, sleepers: clients / 5, rate: 20, seconds: short ? 3 : 20, returnSpreadMs: short ? 1_500 : 12_000 };
  const report = await sseLoad({ ...options, ...(server ? { databaseUrl: await server.createDatabase() } : {}) });
  const { events, gaps, kibPerClient, p95Ms, p99Ms, sleepers, storm } = report;
  say(`  sse: ${clients} clients, ${events} events received, ${gaps} gaps, ${kibPerClient.toFixed(1)} KiB a client, fan-out p95 ${p95Ms} ms, p99 ${p99Ms} ms`);
  say(`  sse: ${sleepers.asleep} asleep, ${sleepers.toldToResync} told to look anew, ${sleepers.kibPerSleeper.toFixed(0)} KiB each`);
  say(`  sse: restart: all back in ${(storm.backMs / 1_000).toFixed(1)} s over ${(storm.spreadMs / 1_000).toFixed(1)} s, ${storm.missing} missing, then ${(storm.cpu * 100).toFixed(0)} % of a core`);
  return report;
}

/** Everything of the stream part that must hold, in words where it does not. */
export function sseFaults({ gaps, kibPerClient, sleepers, storm }: SseLoadReport): readonly string[] {
  return [
    ...(gaps > 0 ? [`${gaps} events missed in silence`] : []),
    ...(storm.missing > 0 ? [`${storm.missing} clients without the newest event after the restart`] : []),
    ...(sleepers.toldToResync < sleepers.asleep ? [`${sleepers.asleep - sleepers.toldToResync} sleepers were not told`] : []),
    ...(kibPerClient > MOST_KIB ? [`${kibPerClient.toFixed(0)} KiB a client, more than ${MOST_KIB}`] : []),
  ];
}
const MOST_KIB = 32;
