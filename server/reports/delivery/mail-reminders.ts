import { createHash } from 'node:crypto';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Core } from '../../core';
import type { Resolve } from '../../datasets/outbound/guarded-agents';
import type { Destinations } from './destinations';
import { handOver } from './mail-server';
import { lineOf } from './parcel';
import { messageIdOf } from './send-by-mail';
import { isMail, partsOf } from './send';

/** What is said once. */
export interface ReminderWords {
  readonly subject: string;
  /** Plain lines. */
  readonly text: string;
  /** The same for the same reminder: a mail server that keeps one of each keeps one. */
  readonly key: string;
}
export interface Mail {
  /**
   * Sends words to every mail destination that takes reminders and covers the unit; how many servers took them. Not within a transaction:
   * it speaks to mail servers. Never throws.
   */
  readonly reminder: (unit: UnitCode, words: ReminderWords) => Promise<number>;
}

const WITHIN_MS = 30_000;
const MOST_SUBJECT = 200;

export function createMail(core: Pick<Core, 'audit' | 'clock' | 'log'>, destinations: Pick<Destinations, 'all' | 'covers'>, resolve?: Resolve): Mail {
  return {
    async reminder(unit, { subject, text, key }) {
      const servers = destinations.all.filter(isMail).filter((plan) => plan.reminders && destinations.covers(plan, unit));
      const sent = await Promise.all(servers.map(async (plan) => {
        const id = createHash('sha256').update(`${plan.id}\n${key}`).digest('hex').slice(0, 32);
        const letter = { messageId: messageIdOf(id, plan), subject: lineOf(subject).slice(0, MOST_SUBJECT), text: text.replace(/\r?\n/g, '\r\n'), headers: { 'Auto-Submitted': 'auto-generated' } };
        const outcome = await handOver(plan, letter, partsOf(core, plan, resolve), AbortSignal.timeout(Math.min(WITHIN_MS, plan.attemptMs)));
        if (!outcome.ok) core.log.warn({ destination: plan.id, reason: outcome.error.reason }, 'a reminder was not sent');
        return outcome.ok;
      }));
      return sent.filter(Boolean).length;
    },
  };
}
