import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import { readReport } from '../../register/parse-report';
import type { OpenReport } from '../../register/parse-report';
import { isUnheard } from '../report-call';
import type { Call } from '../report-call';

export interface ReportWanted {
  readonly template: string;
  readonly unit: string;
  readonly period: string;
}
export interface NewReport {
  readonly isMaking: ShallowRef<boolean>;
  readonly problem: ShallowRef<GatewayProblem | null>;
  /** Null where none was made. */
  make(wanted: ReportWanted): Promise<OpenReport | null>;
}
const MOST_TRIES = 4;
const PAUSE_MS = 1_500;

/**
 * Makes a report once, however often it is asked for: every try for the same choice has the same key. Freezing figures of slow sources may
 * take longer than one call waits; the next one finds what the first began.
 */
export function useNewReport(call: Call, newKey: () => string, pause: (ms: number) => Promise<void>): NewReport {
  const isMaking = shallowRef(false);
  const problem = shallowRef<GatewayProblem | null>(null);
  let key = { of: '', value: '' };
  return {
    isMaking, problem,
    async make(wanted) {
      if (isMaking.value) return null;
      isMaking.value = true;
      problem.value = null;
      const of = JSON.stringify(wanted);
      if (key.of !== of) key = { of, value: newKey() };
      try {
        for (let tries = 1; ; tries += 1) {
          const reply = await call('POST', '/api/reports', { ...wanted, key: key.value });
          if (reply.ok) {
            const made = readReport(reply.value);
            // Made: the next press means another one.
            key = { of: '', value: '' };
            if (!made) problem.value = { code: 'unexpected', status: 200, body: null };
            return made;
          }
          problem.value = reply.error;
          if (!isUnheard(reply.error) || tries >= MOST_TRIES) return null;
          await pause(reply.error.retryAfterMs ?? PAUSE_MS * tries);
        }
      } finally {
        isMaking.value = false;
      }
    },
  };
}
