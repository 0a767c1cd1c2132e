import { beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Tab } from '@/state/portal.fixture';
import type { Choice } from '../stores/preferences';
import { followPreferences } from './follow-preferences';

const PATH = '/api/documents/preferences/mine';
const KEY = 'key-of-another-device-';

/** What a page holds of a person's choices, and what it shows. */
class Page {
  unsaved: Choice = {};
  shown: Choice = {};
  clash = false;
  favourites: readonly string[] = [];
  readonly follower;

  constructor(readonly tab: Tab) {
    this.follower = followPreferences(tab.workspace, {
      unsaved: () => this.unsaved,
      adopt: (choice) => { this.shown = { ...choice, ...this.unsaved }; },
      saved: (change) => { if (this.unsaved === change) this.unsaved = {}; },
      mark: (favourites) => { this.favourites = favourites; },
      tellClash: (clash) => { this.clash = clash; },
      reasonOf: (change) => JSON.stringify(change),
    });
  }
  choose(change: Choice): void {
    this.unsaved = { ...this.unsaved, ...change };
    void this.follower.save();
  }
}

let browser: Browser;
beforeEach(() => { browser = new Browser(); });
const bodies = () => browser.gateway.revisions.get(PATH)?.map(({ body }) => body);
async function opened(): Promise<Page> {
  const page = new Page(await browser.tab());
  await browser.settle();
  return page;
}

describe('choices of a person', () => {
  it('are shown as the document has them, and become a revision each', async () => {
    browser.gateway.write(PATH, { schemaVersion: 1, theme: 'dark', later: { kept: true } }, `${KEY}1`);
    const page = await opened();
    expect(page.shown).toEqual({ theme: 'dark' });
    page.choose({ language: 'en' });
    await browser.settle();
    expect(bodies()?.at(-1)).toEqual({ schemaVersion: 1, theme: 'dark', language: 'en', later: { kept: true } });
    expect([bodies()?.length, page.shown, page.unsaved]).toEqual([2, { theme: 'dark', language: 'en' }, {}]);
    page.choose({ language: 'en' });
    await browser.settle();
    expect(bodies()?.length, 'the same again is nothing new').toBe(2);
  });

  it('made before the document is known go into it, and write nothing over', async () => {
    browser.gateway.write(PATH, { schemaVersion: 1, language: 'en' }, `${KEY}1`);
    const page = new Page(await browser.tab());
    page.choose({ theme: 'wall' });
    await browser.settle();
    expect(bodies()?.at(-1)).toEqual({ schemaVersion: 1, language: 'en', theme: 'wall' });
    expect(page.shown).toEqual({ language: 'en', theme: 'wall' });
  });

  it('come from another device while the page is open', async () => {
    const page = await opened();
    expect(page.shown).toEqual({});
    browser.gateway.write(PATH, { schemaVersion: 1, theme: 'dark' }, `${KEY}1`);
    page.tab.workspace.onRemoteChange('preferences', 'mine', 1);
    await browser.settle();
    expect(page.shown).toEqual({ theme: 'dark' });
  });

  it('that a page did not live to save are saved by the next', async () => {
    const first = await browser.tab();
    await first.workspace.edit('preferences', 'mine', { schemaVersion: 1, theme: 'dark' });
    first.kill();
    const page = await opened();
    expect([bodies(), page.shown]).toEqual([[{ schemaVersion: 1, theme: 'dark' }], { theme: 'dark' }]);
  });

  it('of a later portal are left alone', async () => {
    browser.gateway.write(PATH, { schemaVersion: 99, look: 'neon' }, `${KEY}1`);
    const page = await opened();
    page.choose({ theme: 'dark' });
    await browser.settle();
    expect(bodies()?.length).toBe(1);
  });
});

describe('two devices at once', () => {
  async function apart(mine: Choice, theirs: object): Promise<Page> {
    browser.gateway.write(PATH, { schemaVersion: 1, theme: 'light', language: 'vi' }, `${KEY}1`);
    const page = await opened();
    browser.fates = ['lost'];
    page.choose(mine);
    await browser.settle();
    browser.gateway.write(PATH, { schemaVersion: 1, theme: 'light', language: 'vi', ...theirs }, `${KEY}2`);
    await browser.pass(10_000);
    return page;
  }
  it('that chose different things are brought together', async () => {
    const page = await apart({ theme: 'dark' }, { language: 'en' });
    expect(bodies()?.slice(2)).toEqual([{ schemaVersion: 1, theme: 'dark', language: 'en' }]);
    expect([page.shown, page.clash]).toEqual([{ theme: 'dark', language: 'en' }, false]);
  });
  it('that chose one thing differently wait for the person, and neither is lost', async () => {
    const page = await apart({ theme: 'dark' }, { theme: 'wall' });
    expect([page.clash, page.shown.theme, bodies()?.length]).toEqual([true, 'dark', 2]);
    await page.tab.workspace.resolve('preferences', 'mine', 'theirs');
    await browser.settle();
    expect([page.clash, page.shown.theme]).toEqual([false, 'wall']);
  });
  it('that both began without a document are brought together as well', async () => {
    const page = await opened();
    browser.fates = ['lost'];
    page.choose({ theme: 'dark' });
    await browser.settle();
    browser.gateway.write(PATH, { schemaVersion: 1, language: 'en' }, `${KEY}1`);
    await browser.pass(10_000);
    expect(bodies()?.at(-1)).toEqual({ schemaVersion: 1, theme: 'dark', language: 'en' });
  });

  it('see what the person marked at the other, which no choice of theirs takes away', async () => {
    const page = await apart({ theme: 'dark' }, { favourites: ['dashboard:leaders'] });
    expect(page.favourites).toEqual(['dashboard:leaders']);
    expect(bodies()?.at(-1)).toMatchObject({ theme: 'dark', favourites: ['dashboard:leaders'] });
  });
});
