import type { Core } from '../../core';
import { systemResolve, type RefusedBecause, type Resolve } from '../../datasets/outbound/guarded-agents';
import type { DestinationPlan, MailPlan } from './destination';
import { sendByMail } from './send-by-mail';
import { sendToFolder } from './send-to-folder';
import { sendToWebhook } from './send-to-webhook';
import type { Send } from './sending';
import { webExchange, type WebParts } from './web-exchange';

type SendCore = Pick<Core, 'audit' | 'clock' | 'log'>;

/** Ways out to a destination; a connection that is not opened is written down. */
export function partsOf({ audit, log }: SendCore, { id }: Pick<DestinationPlan, 'id'>, resolve: Resolve = systemResolve): WebParts {
  const onRefused = (because: RefusedBecause): void => {
    log.warn({ destination: id, because }, 'a connection to a destination was refused');
    audit.write({ action: 'outbound-refused', actor: { kind: 'system' }, target: `destination:${id}`, outcome: 'refused', detail: { because } })
      .catch((fault: unknown) => log.error({ err: fault }, 'a refused connection could not be written down'));
  };
  return { resolve, onRefused };
}

/** Sends by the way of each destination. */
export function createSend(core: SendCore, resolve?: Resolve): Send {
  return async (plan, parcel, signal) => {
    const parts = partsOf(core, plan, resolve);
    if (plan.kind === 'mail') return sendByMail(plan, parcel, parts, signal);
    const { exchange, close } = webExchange(plan, parts);
    try {
      return await (plan.kind === 'folder' ? sendToFolder(plan, parcel, exchange, signal) : sendToWebhook(plan, parcel, exchange, core.clock(), signal));
    } finally {
      close();
    }
  };
}

export const isMail = (plan: DestinationPlan): plan is MailPlan => plan.kind === 'mail';
