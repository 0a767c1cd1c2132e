import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type ConsoleMessage, type Page } from 'playwright-core';
import { findChromium, HOW_TO_GET_IT } from './chromium';

export const CHROMIUM_ARGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-default-apps', '--disable-extensions', '--no-first-run', '--no-default-browser-check',
];

/** How long a page may take to settle, ms: a slow, shared machine included. */
const READY_MS = 30_000;

export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(HOW_TO_GET_IT);
  return chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...more] });
}

export interface PageOptions {
  /** Address without path, ends with `/`. */
  readonly url: string;
  /** Default `/`. */
  readonly path?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
  readonly touch?: boolean;
  /** Context to reuse: same cache, same service worker. */
  readonly context?: BrowserContext;
  /** With the worker that keeps the portal's files for days without a network: it fetches them all behind the page, which takes a quarter of a visit. */
  readonly keepsFiles?: boolean;
  /** `false` opens the address without waiting for the page to settle. */
  readonly waitReady?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything the browser complained of so far: console errors, uncaught faults, policy reports, requests to elsewhere. */
  readonly problems: readonly string[];
  /** Throws where the browser complained, except of what a test provoked itself. */
  assertClean(provoked?: readonly RegExp[]): void;
  close(): Promise<void>;
}

export const whenReady = (page: Page, timeout = READY_MS): Promise<unknown> => page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout });

function listen(page: Page, origin: string, problems: string[]): void {
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() !== 'error' && !/violates the following Content Security Policy|Trusted Type/i.test(message.text())) return;
    const { url } = message.location();
    problems.push(`console: ${message.text()}${url ? ` (${url})` : ''}`);
  });
  page.on('pageerror', (fault) => problems.push(`uncaught: ${fault.message}`));
  page.on('crash', () => problems.push('crash: the page died'));
  page.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).origin !== origin) problems.push(`outside: ${request.url()}`);
  });
}

/** Tells policy violations to the test as console errors, whoever caused them. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample} at ${event.sourceFile}:${event.lineNumber}`);
  });
}

/** Opens a page of the portal, waits until every visible tile has settled, and listens to all the browser says. */
export async function openPage(browser: Browser, options: PageOptions): Promise<OpenedPage> {
  const context = options.context ?? (await browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'vi-VN',
    hasTouch: options.touch ?? false,
    serviceWorkers: options.keepsFiles ? 'allow' : 'block',
  }));
  const page = await context.newPage();
  const problems: string[] = [];
  listen(page, new URL(options.url).origin, problems);
  await page.addInitScript(reportViolations);
  await page.goto(new URL((options.path ?? '/').replace(/^\//, ''), options.url).href);
  if (options.waitReady !== false) {
    await whenReady(page).catch(async (fault: unknown) => {
      const waiting = await page.locator('[data-state="loading"]').evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-instance')));
      throw new Error(`not ready: tiles still loading: ${waiting.join(', ') || '—'}; browser said: ${problems.join(' | ') || '—'}`, { cause: fault });
    });
  }
  return {
    page,
    context,
    problems,
    assertClean(provoked = []) {
      const left = problems.filter((problem) => !provoked.some((pattern) => pattern.test(problem)));
      if (left.length > 0) throw new Error(`the browser complained:\n${left.join('\n')}`);
    },
    close: () => answered('closing a page', options.context ? page.close() : context.close()),
  };
}

/** Chromium's own note of an answer that failed; expected wherever a test makes a source fail. */
export const FAILED_REQUEST = /Failed to load resource|net::ERR_/;

/** What the browser itself must answer soon: it names what hung, where a test's own limit would name only the test. */
export async function answered<T>(what: string, asked: Promise<T>, ms = 40_000): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`the browser did not answer within ${ms / 1_000} s: ${what}`)), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Accessibility faults of the whole page, one line each; empty is clean. WCAG 2.2 A and AA. What passed is not described, and the page
 * answers by itself instead of through a second one: a third of the work for the same faults. What stands in a frame is somebody else's.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await answered('looking for barriers', new AxeBuilder({ page }).options({ runOnly: WCAG, resultTypes: ['violations'] }).setLegacyMode(true).analyze());
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id} (${violation.impact ?? '?'}): ${node.target.join(' ')} — ${violation.help}`));
}
