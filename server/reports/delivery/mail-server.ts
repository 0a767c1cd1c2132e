import { connect, isIP, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer/lib/mailer';
import { err, ok, type Result } from '@/domain/result';
import { guardedLookup, plainHost, systemResolve } from '../../datasets/outbound/guarded-agents';
import { mayConnect } from '../../datasets/outbound/special-addresses';
import type { MailPlan } from './destination';
import { lasting, passing, receiptOf, type Arrived, type SendFault } from './sending';
import { TLS_CODES, wayFault, type WebParts } from './web-exchange';

/** A server that is silent for so long within a conversation is gone, ms. */
const SILENT_MS = 30_000;

/**
 * Hands one letter to the configured mail server, over a connection that is opened here and leads nowhere else. The letter is there once the
 * server has said so after its last line: a connection that ends before leaves nothing of it. Never throws.
 */
export async function handOver(plan: MailPlan, letter: SendMailOptions, parts: WebParts, signal: AbortSignal): Promise<Result<Arrived, SendFault>> {
  const socket = await opened(plan, parts, signal);
  if (!socket.ok) return socket;
  const hangUp = (): void => void socket.value.destroy();
  signal.addEventListener('abort', hangUp, { once: true });
  const transport = createTransport({
    host: plainHost(plan.base), port: Number(plan.base.port), secure: plan.security === 'tls', requireTLS: plan.security === 'starttls', ignoreTLS: plan.security === 'none',
    ...(plan.login ? { auth: { user: plan.login.user, pass: plan.login.password } } : {}),
    tls: { ...plan.tls, minVersion: 'TLSv1.2', rejectUnauthorized: true },
    greetingTimeout: SILENT_MS, socketTimeout: SILENT_MS, logger: false, disableFileAccess: true, disableUrlAccess: true,
    getSocket: (_options, given) => given(null, { connection: socket.value }),
  });
  try {
    const { messageId, rejected } = await transport.sendMail({ ...letter, from: plan.from, to: [...plan.to] });
    const receipt = receiptOf(`message-id ${messageId}`, plan);
    return ok(rejected.length > 0 ? { receipt, partly: 'some-refused' } : { receipt });
  } catch (fault) {
    return err(mailFault(fault, signal));
  } finally {
    signal.removeEventListener('abort', hangUp);
    transport.close();
    hangUp();
  }
}

function opened(plan: MailPlan, { resolve = systemResolve, onRefused }: WebParts, signal: AbortSignal): Promise<Result<Socket, SendFault>> {
  const host = plainHost(plan.base);
  if (isIP(host) !== 0 && !mayConnect(host, plan.internal)) {
    onRefused('address-not-allowed');
    return Promise.resolve(err(lasting('address-refused')));
  }
  return new Promise((done) => {
    const socket = connect({ host, port: Number(plan.base.port), lookup: guardedLookup(plan, { resolve, refused: onRefused }), signal });
    socket.once('error', (fault) => done(err(wayFault(fault, signal))));
    socket.once('connect', () => done(ok(socket)));
  });
}

/** What of a fault of the mail library is read. */
function mailFault(fault: unknown, signal: AbortSignal): SendFault {
  if (signal.aborted) return passing('timed-out');
  const told = fault instanceof Error ? fault : new Error();
  const code = 'code' in told ? told.code : '';
  const answer = 'responseCode' in told && typeof told.responseCode === 'number' ? told.responseCode : 0;
  if (code === 'ETLS' || ('originalCode' in told && TLS_CODES.test(String(told.originalCode)))) return passing('tls');
  if (code === 'EAUTH' || code === 'ENOAUTH') return answer >= 400 && answer < 500 ? passing('unavailable') : lasting('denied');
  if (answer === 452) return passing('full');
  if (answer === 552) return lasting('too-large');
  if (answer >= 500) return lasting(code === 'EENVELOPE' || code === 'EMESSAGE' || answer >= 550 ? 'rejected' : 'denied');
  if (answer >= 400) return passing('unavailable');
  return code === 'ETIMEDOUT' ? passing('timed-out') : passing('broken-off');
}
