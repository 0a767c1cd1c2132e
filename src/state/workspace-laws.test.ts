import fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { openWorkStore } from '@/cache/open-work-store';
import type { Json } from '@/domain/dataset';
import { Browser, type Fate, type Tab } from './portal.fixture';
import { documentPath } from './sending';

const IDS = ['a', 'b'] as const;
type Id = (typeof IDS)[number];

/** What may happen, in any order. */
type Step =
  | { readonly do: 'edit' | 'save' | 'work' | 'undo' | 'others' | 'tell'; readonly tab: 0 | 1; readonly id: Id }
  | { readonly do: 'resolve'; readonly tab: 0 | 1; readonly id: Id; readonly choice: 'mine' | 'both' }
  | { readonly do: 'fate'; readonly fate: Fate }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'crash' | 'resume'; readonly tab: 0 | 1 };

const tab = fc.constantFrom<0 | 1>(0, 1);
const id = fc.constantFrom(...IDS, 'a' as const, 'a' as const);
const fate = fc.record({ do: fc.constant('fate' as const), fate: fc.constantFrom<Fate>('lost', 'answer-lost', 'busy', 'twice', 'signed-out', 'killed-before', 'killed-after', 'well') });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('edit' as const, 'save' as const, 'work' as const, 'work' as const, 'undo' as const, 'others' as const, 'tell' as const), tab, id }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), tab, id, choice: fc.constantFrom('mine' as const, 'both' as const) }) },
  { weight: 3, arbitrary: fate },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 1_500, 70_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('crash' as const, 'resume' as const), tab }) },
);

/** One life of a browser, told by steps, and what must be true of it afterwards. */
class Life {
  readonly #browser: Browser;
  readonly #tabs: Tab[] = [];
  #made = 0;
  #conflicts = 0;
  /** Bodies whose save was on disk: each must become a revision. */
  readonly #promised = new Map<string, Id>();
  /** How often each body was saved: no oftener may it be found. */
  readonly #saves = new Map<string, number>();
  /** The last body that was on disk, by document; after it those of pages that died while writing, of which any may be there. */
  readonly #latest = new Map<Id, readonly Json[]>();

  /** Documents of which something was on disk for certain. */
  readonly #sure = new Set<Id>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Gives back how many conflicts the person had to end. */
  async run(steps: readonly Step[]): Promise<number> {
    this.#tabs.push(await this.#browser.tab(), await this.#browser.tab());
    for (const each of steps) {
      await this.#step(each);
      for (const index of [0, 1] as const) if (!this.#tabs[index]?.isAlive()) this.#tabs[index] = await this.#browser.tab();
    }
    await this.#calm();
    this.#judge();
    return this.#conflicts;
  }

  async #step(each: Step): Promise<void> {
    const browser = this.#browser;
    if (each.do === 'fate') browser.fates.push(each.fate);
    else if (each.do === 'pass') await browser.pass(each.ms);
    else await this.#act(each, this.#tabs[each.tab] as Tab);
  }

  async #act(each: Exclude<Step, { do: 'fate' } | { do: 'pass' }>, tab: Tab): Promise<void> {
    const { workspace, kill, isAlive } = tab;
    switch (each.do) {
      case 'crash': return kill();
      case 'resume': return workspace.resume();
      case 'others': return void this.#browser.gateway.write(documentPath({ kind: 'dashboard', id: each.id }), { by: 'others', n: (this.#made += 1) }, `others-${this.#made}`);
      case 'tell': return workspace.onRemoteChange('dashboard', each.id, 1_000);
      case 'edit': {
        const body = { by: 'me', id: each.id, n: (this.#made += 1) };
        await workspace.edit('dashboard', each.id, body);
        return this.#kept(each.id, body, isAlive());
      }
      case 'undo': {
        await workspace.undo('dashboard', each.id);
        const { body } = await workspace.open('dashboard', each.id);
        return this.#kept(each.id, body, isAlive());
      }
      case 'work':
        await this.#act({ ...each, do: 'edit' }, tab);
        return this.#act({ ...each, do: 'save' }, tab);
      case 'save': {
        const { body } = await workspace.open('dashboard', each.id);
        const isDraft = (await workspace.pending()).drafts.some((draft) => draft.id === each.id);
        if (isDraft) this.#count(body);
        await workspace.save('dashboard', each.id, '');
        // A page that died meanwhile has promised nothing.
        if (isDraft && isAlive() && isMine(body)) this.#promised.set(JSON.stringify(body), each.id);
        return;
      }
      case 'resolve': {
        const { conflict } = await workspace.open('dashboard', each.id);
        if (!conflict || each.choice === 'mine') return workspace.resolve('dashboard', each.id, 'mine');
        const body = { by: 'me', id: each.id, n: (this.#made += 1), both: [conflict.mine, conflict.theirs.body] };
        await workspace.resolve('dashboard', each.id, { body });
        // What was brought together replaces what waited.
        for (const [promised, of] of this.#promised) if (of === each.id && !this.#revisions(of).includes(promised)) this.#promised.delete(promised);
        if (isAlive()) this.#promised.set(JSON.stringify(body), each.id);
        this.#count(body);
        this.#kept(each.id, body, isAlive());
      }
    }
  }

  /** The network is well from now on, and the person ends every conflict their way and saves what is left. */
  async #calm(): Promise<void> {
    await this.#browser.settle();
    this.#browser.fates = [];
    for (const each of this.#tabs) each.kill();
    const { workspace } = await this.#browser.tab();
    for (let round = 0; round < 30; round += 1) {
      workspace.resume();
      await this.#browser.pass(70_000);
      for (const each of IDS) {
        const { sending, body } = await workspace.open('dashboard', each);
        if (sending === 'conflict') await workspace.resolve('dashboard', each, 'mine');
        this.#conflicts += sending === 'conflict' ? 1 : 0;
        if (sending === 'draft') {
          this.#count(body);
          await workspace.save('dashboard', each, '');
        }
      }
    }
    await this.#browser.settle();
    expect(await workspace.pending()).toEqual({ saves: [], drafts: [] });
  }

  #kept(of: Id, body: Json, isSure: boolean): void {
    if (isSure) this.#sure.add(of);
    this.#latest.set(of, isSure ? [body] : [...(this.#latest.get(of) ?? []), body]);
  }

  #count(body: Json): void {
    this.#saves.set(JSON.stringify(body), (this.#saves.get(JSON.stringify(body)) ?? 0) + 1);
  }

  #revisions(of: Id): readonly string[] {
    return (this.#browser.gateway.revisions.get(documentPath({ kind: 'dashboard', id: of })) ?? []).map(({ body }) => JSON.stringify(body));
  }

  #judge(): void {
    for (const of of IDS) {
      const history = this.#browser.gateway.revisions.get(documentPath({ kind: 'dashboard', id: of })) ?? [];
      expect(new Set(history.map(({ key }) => key)).size, 'one revision a key').toBe(history.length);
      for (const text of new Set(this.#revisions(of).filter((each) => isMine(JSON.parse(each) as Json)))) {
        expect(this.#revisions(of).filter((each) => each === text).length, 'no save had its effect twice').toBeLessThanOrEqual(this.#saves.get(text) ?? 0);
      }
    }
    for (const { key, path, body } of this.#browser.acknowledged) {
      const found = this.#browser.gateway.revisions.get(path)?.filter((each) => each.key === key).map((each) => each.body);
      expect(found, 'what was acknowledged is there, as it was sent').toEqual([body]);
    }
    for (const [promised, of] of this.#promised) expect(this.#revisions(of), 'a save that was on disk went up').toContain(promised);
    for (const [of, bodies] of this.#latest) {
      // Where nothing was sure to be there, nothing need be.
      const texts = bodies.map((body) => JSON.stringify(body));
      if (bodies[0] !== undefined && bodies.every(isMine) && this.#sure.has(of)) expect(texts.some((text) => this.#revisions(of).includes(text)), `the last thing kept of ${texts.join(' or ')} was not lost`).toBe(true);
    }
  }
}

const isMine = (body: Json): boolean => typeof body === 'object' && body !== null && 'by' in body && body.by === 'me';

it('whatever happens, no acknowledged save and no kept draft is lost, and no save has its effect twice', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => void (await new Life(new Browser()).run(steps))), { numRuns: 400 });
}, 120_000);

it('whoever is alone never meets a conflict, in whatever order answers come or stay away', async () => {
  const alone = fc.oneof({ weight: 3, arbitrary: fc.record({ do: fc.constantFrom('edit' as const, 'work' as const, 'work' as const), tab, id }) }, { weight: 2, arbitrary: fate }, { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 70_000) }) });
  await fc.assert(fc.asyncProperty(fc.array(alone, { minLength: 1, maxLength: 30 }), async (steps) => {
    expect(await new Life(new Browser()).run(steps)).toBe(0);
  }), { numRuns: 150 });
}, 120_000);

it('the same on a real disk, under two tabs', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
    await new Life(new Browser(openWorkStore({ indexedDB: new IDBFactory(), keyRange: IDBKeyRange }))).run(steps);
  }), { numRuns: 8 });
}, 120_000);
