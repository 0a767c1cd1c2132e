import type { IncomingMessage, ServerResponse } from 'node:http';
import { keep, prepare, type KeptReply } from '../http/send';
import type { SourceSystem } from '../http/system';
import { cannedReply } from './canned';
import { withDataFault } from './data-faults';
import { CLOCK_SKEW_MS, type Scenario } from './names';
import { destroy, pause, sendAs, slowMs } from './wire-faults';

/** One question on its way to a source. `ask` gives the source's own answer at a moment of its clock. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly system: SourceSystem;
  readonly scenario: Scenario;
  readonly now: () => number;
  readonly ask: (now: number) => KeptReply;
  /** Counts the questions. */
  readonly turn: number;
}

/** The one wrapper around every source: lets it answer, or makes it fail in the manner of the scenario. */
export async function answerInScenario(exchange: Exchange): Promise<void> {
  const { req, res, system, scenario, now, ask, turn } = exchange;
  if (scenario === 'down') return destroy(req);
  // The asker gives up, or the mock is closed with all its connections.
  if (scenario === 'hang') return;
  if (scenario === 'slow') await pause(res, slowMs(turn));
  if (res.destroyed) return;
  const at = now() + (scenario === 'clock-skew' ? CLOCK_SKEW_MS : 0);
  const canned = cannedReply(scenario);
  if (canned) {
    const prepared = prepare(req, keep(canned.reply), at);
    return sendAs(scenario, req, res, { ...prepared, headers: { ...prepared.headers, ...canned.headers } });
  }
  const kept = ask(at);
  const reply = withDataFault(kept.reply, scenario, system.places);
  sendAs(scenario, req, res, prepare(req, reply === kept.reply ? kept : keep(reply), at));
}
