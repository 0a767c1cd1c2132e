import type { Browser } from 'playwright-core';

/** One browser for whoever prints, started when first needed and ended when nobody has printed for a while. */
export interface SharedBrowser {
  /** Null where the machine has none, or it does not start. */
  open(): Promise<Browser | null>;
  /** Said of each `open` once its work is done. */
  done(): void;
  /** Ends the browser now; the next `open` starts another. */
  close(): Promise<void>;
}
export interface BrowserWishes {
  readonly path: () => string | null;
  /** ms without work after which it is ended. */
  readonly idleMs: number;
  /** Told why it does not start. */
  readonly log: (message: string) => void;
}

/** Nothing of a document leaves the machine: there is nowhere that a name leads to. */
const CUT_OFF = ['--host-resolver-rules=MAP * ~NOTFOUND', '--font-render-hinting=none', '--disable-gpu'];
const START_MS = 20_000;

export function sharedBrowser({ path, idleMs, log }: BrowserWishes): SharedBrowser {
  let starting: Promise<Browser | null> | null = null;
  let working = 0;
  let rest: NodeJS.Timeout | null = null;

  async function start(): Promise<Browser | null> {
    const executablePath = path();
    if (executablePath === null) return null;
    const { chromium } = await import('playwright-core');
    try {
      const browser = await chromium.launch({
        executablePath, timeout: START_MS, args: CUT_OFF,
        // Root cannot build the sandbox; a gateway that is not root has it.
        chromiumSandbox: process.getuid?.() !== 0,
        // The gateway drains first, and ends it itself.
        handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
      });
      browser.once('disconnected', forget);
      return browser;
    } catch (failure) {
      log(`the browser to print with does not start: ${failure instanceof Error ? (failure.message.split('\n')[0] ?? '') : 'unknown'}`);
      return null;
    }
  }
  const forget = (): void => {
    starting = null;
  };
  const close = async (): Promise<void> => {
    const last = starting;
    forget();
    await (await last)?.close();
  };

  return {
    close,
    async open() {
      working += 1;
      if (rest) clearTimeout(rest);
      starting ??= start();
      const browser = await starting;
      // Tried anew the next time: it may be installed while we run.
      if (browser === null) forget();
      return browser;
    },
    done() {
      working -= 1;
      if (rest) clearTimeout(rest);
      if (working === 0) rest = setTimeout(() => void close(), idleMs).unref();
    },
  };
}
