import type { Browser } from 'playwright-core';
import { err, ok, type Result } from '@/domain/result';
import { findChromium } from './find-chromium';
import { sameBytes } from './same-bytes';
import { sharedBrowser } from './shared-browser';

/** No browser here, or one that did not give the document within its time. */
export type PdfFault = 'no-browser' | 'print-failed';

export interface PdfWishes {
  /** Until when, waiting included, ms. */
  readonly deadlineMs?: number;
  /** Moment the file is dated by, epoch ms. */
  readonly createdAt?: number;
}
export interface PdfPrinter {
  print(html: string, wishes?: PdfWishes): Promise<Result<Uint8Array, PdfFault>>;
  /** Ends the browser; a print that is under way fails. */
  close(): Promise<void>;
}
export interface PrinterSettings {
  readonly path?: () => string | null;
  readonly idleMs?: number;
  readonly log?: (message: string) => void;
}

const DEADLINE_MS = 60_000;
const IDLE_MS = 60_000;
/** Each page takes a renderer of some 100 MB. */
const AT_ONCE = 2;
/** A browser that ended under us is tried once more. */
const TRIES = 2;

/**
 * Prints pages to tagged PDF with bookmarks and fonts within, by a browser of the machine. No script of the page runs and nothing is
 * fetched. The same page gives the same bytes.
 */
export function pdfPrinter({ path = findChromium, idleMs = IDLE_MS, log = () => undefined }: PrinterSettings = {}): PdfPrinter {
  const shared = sharedBrowser({ path, idleMs, log });
  const turns = turnsOf(AT_ONCE);

  async function attempt(html: string, deadline: AbortSignal): Promise<Result<Uint8Array, PdfFault> | 'ended'> {
    const browser = await shared.open();
    if (browser === null) return err('no-browser');
    try {
      return ok(await printed(browser, html, deadline));
    } catch (failure) {
      if (deadline.aborted) return err('print-failed');
      if (!browser.isConnected()) return 'ended';
      log(`a page was not printed: ${failure instanceof Error ? (failure.message.split('\n')[0] ?? '') : 'unknown'}`);
      return err('print-failed');
    } finally {
      shared.done();
    }
  }

  return {
    close: shared.close,
    async print(html, { deadlineMs = DEADLINE_MS, createdAt = 0 } = {}) {
      const deadline = AbortSignal.timeout(deadlineMs);
      const leave = await turns.take(deadline);
      if (!leave) return err('print-failed');
      try {
        for (let tried = 0; tried < TRIES; tried += 1) {
          const outcome = await attempt(html, deadline);
          if (outcome !== 'ended') return outcome.ok ? ok(sameBytes(outcome.value, createdAt)) : outcome;
        }
        return err('print-failed');
      } finally {
        leave();
      }
    },
  };
}

async function printed(browser: Browser, html: string, deadline: AbortSignal): Promise<Uint8Array> {
  deadline.throwIfAborted();
  const opening = browser.newContext({ javaScriptEnabled: false, offline: true, serviceWorkers: 'block', acceptDownloads: false });
  const work = async (): Promise<Uint8Array> => {
    const context = await opening;
    await context.route('**/*', (route) => route.abort());
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: 'load', timeout: 0 });
    return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  };
  const over = interruption(browser, deadline);
  try {
    return await Promise.race([work(), over.happens]);
  } finally {
    over.forget();
    // Not waited for: a page that hangs is not to keep its turn. What goes wrong here went wrong above already.
    opening.then((context) => context.close()).catch(() => undefined);
  }
}

/** Rejects when time is up or the browser ends: what is under way does not always hear of either. */
function interruption(browser: Browser, deadline: AbortSignal): { readonly happens: Promise<never>; readonly forget: () => void } {
  let stop: () => void = () => undefined;
  const happens = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('interrupted'));
  });
  deadline.addEventListener('abort', stop, { once: true });
  browser.once('disconnected', stop);
  return {
    happens,
    forget() {
      deadline.removeEventListener('abort', stop);
      browser.off('disconnected', stop);
    },
  };
}

/** So many at once; the others wait until one leaves or their own time is up. */
function turnsOf(most: number): { readonly take: (deadline: AbortSignal) => Promise<(() => void) | null> } {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return {
    async take(deadline) {
      if (taken < most) {
        taken += 1;
        return leave;
      }
      return new Promise((resolve) => {
        const go = (): void => resolve(leave);
        waiting.push(go);
        deadline.addEventListener('abort', () => {
          const at = waiting.indexOf(go);
          if (at < 0) return;
          waiting.splice(at, 1);
          resolve(null);
        }, { once: true });
      });
    },
  };
}
