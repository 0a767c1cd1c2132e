import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentState } from './document-state';
import { Browser, type Tab } from './portal.fixture';

const PATH = '/api/documents/dashboard/a';
const body = (name: string) => ({ schemaVersion: 1, name });

let browser: Browser;
let tab: Tab;
beforeEach(async () => {
  browser = new Browser();
  browser.gateway.write(PATH, body('đầu'), 'key-of-somebody-else');
  tab = await browser.tab();
});

async function opened(of: Tab = tab): Promise<() => DocumentState> {
  let last: DocumentState | undefined;
  of.workspace.observe('dashboard', 'a', (state) => { last = state; });
  await browser.settle();
  return () => {
    if (!last) throw new Error('nothing shown');
    return last;
  };
}
const names = () => browser.gateway.revisions.get(PATH)?.map((each) => (each.body as { name: string } | null)?.name ?? null);

describe('a document on this device', () => {
  it('shows what the gateway has, and keeps it for a start without network', async () => {
    const state = await opened();
    expect(state()).toMatchObject({ phase: 'ready', body: body('đầu'), sending: 'none', copy: { revision: 1 } });
    tab.kill();
    const later = await browser.tab();
    expect((await later.workspace.open('dashboard', 'a')).body).toEqual(body('đầu'));
  });

  it('says that there is none', async () => {
    await tab.workspace.open('scene', 'nowhere');
    await browser.settle();
    expect(await tab.workspace.open('scene', 'nowhere')).toMatchObject({ phase: 'absent', body: null });
  });

  it('is edited at once and kept before it says so', async () => {
    const state = await opened();
    const done = tab.workspace.edit('dashboard', 'a', body('mới'));
    expect(state()).toMatchObject({ body: body('mới'), kept: 'writing', sending: 'draft' });
    await done;
    expect(state().kept).toBe('memory');
    tab.kill();
    const again = await opened(await browser.tab());
    expect(again()).toMatchObject({ body: body('mới'), sending: 'draft', copy: { revision: 1 } });
  });

  it('that was begun here is asked of nobody, not after a reload either, until it has been saved', async () => {
    const asked: string[] = [];
    const answer = browser.gateway.handle.bind(browser.gateway);
    browser.gateway.handle = (request) => { if (request.method === 'GET') asked.push(request.path); return answer(request); };
    await tab.workspace.begin('dashboard', 'moi-abc', body('mới'));
    await tab.workspace.edit('dashboard', 'moi-abc', body('hai'));
    expect(await tab.workspace.open('dashboard', 'moi-abc')).toMatchObject({ phase: 'ready', body: body('hai'), sending: 'draft', mayEdit: true, canUndo: true });
    await browser.settle();
    tab.kill();
    const again = await browser.tab();
    expect(await again.workspace.open('dashboard', 'moi-abc')).toMatchObject({ phase: 'ready', body: body('hai') });
    await browser.settle();
    expect(asked).toEqual([]);
    await again.workspace.save('dashboard', 'moi-abc', '');
    await browser.settle();
    expect(browser.gateway.revisions.get('/api/documents/dashboard/moi-abc')).toHaveLength(1);
    await again.workspace.open('dashboard', 'moi-abc');
    await browser.settle();
    expect(asked).toContain('/api/documents/dashboard/moi-abc');
  });

  it('is copied when edited: what a view does afterwards is not saved', async () => {
    const mine = { schemaVersion: 1, name: 'một' };
    await tab.workspace.edit('dashboard', 'a', mine);
    mine.name = 'hai';
    expect((await tab.workspace.open('dashboard', 'a')).body).toEqual(body('một'));
  });

  it('goes back and forth by steps, as far as the session began, over a save too', async () => {
    const state = await opened();
    for (const name of ['1', '2', '3']) await tab.workspace.edit('dashboard', 'a', body(name));
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    await tab.workspace.undo('dashboard', 'a');
    await tab.workspace.undo('dashboard', 'a');
    expect(state()).toMatchObject({ body: body('1'), canRedo: true, sending: 'draft' });
    await tab.workspace.redo('dashboard', 'a');
    expect(state().body).toEqual(body('2'));
    await tab.workspace.edit('dashboard', 'a', body('khác'));
    expect(state().canRedo).toBe(false);
    for (let step = 0; step < 150; step += 1) await tab.workspace.edit('dashboard', 'a', body(`bước ${step}`));
    let back = 0;
    while (state().canUndo) { await tab.workspace.undo('dashboard', 'a'); back += 1; }
    expect(back).toBe(153);
  });

  it('lets go of a draft, and takes it back by one step', async () => {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('mới'));
    await tab.workspace.discard('dashboard', 'a');
    expect(state()).toMatchObject({ body: body('đầu'), sending: 'none' });
    await tab.workspace.undo('dashboard', 'a');
    expect(state().body).toEqual(body('mới'));
  });
});

describe('a save', () => {
  it('goes up once and is then what stands', async () => {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('mới'));
    await tab.workspace.save('dashboard', 'a', 'đổi tên');
    await browser.settle();
    expect(state()).toMatchObject({ sending: 'none', waiting: 0, copy: { revision: 2, body: body('mới'), author: { id: 'p1' } } });
    expect([names(), browser.gateway.puts]).toEqual([['đầu', 'mới'], 1]);
    await tab.workspace.save('dashboard', 'a', 'nothing changed');
    await browser.settle();
    expect(browser.gateway.puts).toBe(1);
  });

  it.each(['answer-lost', 'lost', 'busy', 'twice', 'killed-before', 'killed-after'] as const)('has its effect once when fate has it: %s', async (fate) => {
    await opened();
    browser.fates = [fate];
    await tab.workspace.edit('dashboard', 'a', body('mới'));
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    if (fate.startsWith('killed')) tab = await browser.tab();
    await browser.pass(10_000);
    expect(names()).toEqual(['đầu', 'mới']);
    expect((await tab.workspace.pending()).saves).toEqual([]);
  });

  it('waits longer each time, and hurries when the network is back', async () => {
    const state = await opened();
    browser.fates = Array.from({ length: 6 }, () => 'lost' as const);
    await tab.workspace.edit('dashboard', 'a', body('mới'));
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    for (let second = 0; second < 20; second += 1) await browser.pass(1_000);
    expect(browser.fates.length).toBe(1);
    expect(state().sending).toBe('waiting');
    browser.fates = [];
    tab.workspace.resume();
    await browser.settle();
    expect(names()).toEqual(['đầu', 'mới']);
  });

  it('follows the one before it, each a revision of its own', async () => {
    await opened();
    browser.fates = ['lost'];
    for (const name of ['1', '2', '3']) {
      await tab.workspace.edit('dashboard', 'a', body(name));
      await tab.workspace.save('dashboard', 'a', name);
    }
    await browser.pass(60_000);
    expect(names()).toEqual(['đầu', '1', '2', '3']);
  });

  it('waits for somebody to sign in, the draft kept', async () => {
    const state = await opened();
    browser.fates = ['signed-out'];
    await tab.workspace.edit('dashboard', 'a', body('mới'));
    await tab.workspace.save('dashboard', 'a', '');
    await browser.pass(120_000);
    expect(state()).toMatchObject({ sending: 'sign-in', body: body('mới') });
    tab.workspace.resume();
    await browser.settle();
    expect(names()).toEqual(['đầu', 'mới']);
  });

  it('that is not taken is a draft again, with the reason, and is not sent again', async () => {
    const state = await opened();
    browser.gateway.handle = (request) => request.method === 'GET' ? { ok: false, error: { code: 'not-found', status: 404, body: null } }
      : { ok: false, error: { code: 'not-allowed', status: 403, hint: { vi: 'Không có quyền.', en: 'Not allowed.' }, body: null } };
    await tab.workspace.edit('dashboard', 'a', body('mới'));
    await tab.workspace.save('dashboard', 'a', '');
    await browser.pass(600_000);
    expect(state()).toMatchObject({ sending: 'refused', body: body('mới'), trouble: { code: 'not-allowed', hint: { vi: 'Không có quyền.' } } });
    tab.kill();
    expect((await (await browser.tab()).workspace.open('dashboard', 'a'))).toMatchObject({ sending: 'refused', body: body('mới') });
  });

  it('goes up from one tab, and every tab sees it', async () => {
    const second = await browser.tab();
    const [here, there] = [await opened(), await opened(second)];
    await tab.workspace.edit('dashboard', 'a', body('mới'));
    await browser.settle();
    expect(there()).toMatchObject({ body: body('mới'), sending: 'draft' });
    await Promise.all([tab.workspace.save('dashboard', 'a', ''), second.workspace.save('dashboard', 'a', '')]);
    await browser.settle();
    expect(browser.gateway.puts).toBe(1);
    expect([here(), there()]).toMatchObject([{ sending: 'none', copy: { revision: 2 } }, { sending: 'none', copy: { revision: 2 } }]);
  });
});

describe('somebody else was faster', () => {
  async function conflict() {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('của tôi'));
    browser.gateway.write(PATH, body('của họ'), 'another-key-of-somebody');
    await tab.workspace.save('dashboard', 'a', 'vì sao');
    await browser.settle();
    return state;
  }

  it('shows both sides and what both began with, after a reload too', async () => {
    const state = await conflict();
    const both = { sending: 'conflict', conflict: { mine: body('của tôi'), theirs: { revision: 2, body: body('của họ') }, base: body('đầu') } };
    expect(state()).toMatchObject(both);
    tab.kill();
    tab = await browser.tab();
    expect((await opened())()).toMatchObject(both);
    expect(names()).toEqual(['đầu', 'của họ']);
  });

  it('is told before a save already', async () => {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('của tôi'));
    browser.gateway.write(PATH, body('của họ'), 'another-key-of-somebody');
    tab.workspace.onRemoteChange('dashboard', 'a', 2);
    await browser.settle();
    expect(state()).toMatchObject({ behind: true, body: body('của tôi'), copy: { revision: 2 } });
  });

  it.each([['mine', ['đầu', 'của họ', 'của tôi']], ['theirs', ['đầu', 'của họ']]] as const)('ends with %s', async (choice, expected) => {
    const state = await conflict();
    await tab.workspace.resolve('dashboard', 'a', choice);
    await browser.settle();
    expect(names()).toEqual(expected);
    expect(state()).toMatchObject({ sending: 'none', conflict: null, body: body(expected.at(-1) ?? '') });
    if (choice === 'theirs') {
      await tab.workspace.undo('dashboard', 'a');
      expect(state().body).toEqual(body('của tôi'));
    }
  });

  it('ends with both brought together, or both kept', async () => {
    await conflict();
    await tab.workspace.resolve('dashboard', 'a', { body: body('cả hai') });
    await browser.settle();
    expect(names()).toEqual(['đầu', 'của họ', 'cả hai']);
    const state = await conflictAgain();
    await tab.workspace.keepBoth('dashboard', 'a', 'b', (mine) => ({ ...(mine as object), id: 'b' }));
    await browser.settle();
    expect(browser.gateway.revisions.get('/api/documents/dashboard/b')?.map((each) => each.body)).toEqual([{ ...body('lại'), id: 'b' }]);
    expect(state()).toMatchObject({ sending: 'none', body: body('họ lại') });
  });
  async function conflictAgain() {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('lại'));
    browser.gateway.write(PATH, body('họ lại'), 'yet-another-key-of-them');
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    return state;
  }

  it('needs nobody where both wanted the same, or nothing was changed in the end', async () => {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('như nhau'));
    browser.gateway.write(PATH, body('như nhau'), 'another-key-of-somebody');
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    expect([state().sending, names()]).toEqual(['none', ['đầu', 'như nhau']]);
    await tab.workspace.edit('dashboard', 'a', body('của tôi'));
    browser.gateway.write(PATH, body('tạm'), 'key-of-somebody-else-4');
    browser.gateway.write(PATH, body('như nhau'), 'key-of-somebody-else-5');
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    expect([state().sending, names()?.at(-1)]).toEqual(['none', 'của tôi']);
  });

  it('shows a newer copy at once where nothing is unsent, and no undo leads over it', async () => {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('1'));
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    browser.gateway.write(PATH, body('của họ'), 'another-key-of-somebody');
    tab.workspace.onRemoteChange('dashboard', 'a', 3);
    await browser.settle();
    expect(state()).toMatchObject({ body: body('của họ'), canUndo: false });
  });
});

describe('history and leaving', () => {
  it('restores and removes through the gateway, once', async () => {
    const state = await opened();
    await tab.workspace.edit('dashboard', 'a', body('hai'));
    await tab.workspace.save('dashboard', 'a', '');
    await browser.settle();
    browser.fates = ['answer-lost'];
    expect(await tab.workspace.restore('dashboard', 'a', 1, 'lấy lại')).toBeNull();
    await browser.settle();
    expect([names(), state().body]).toEqual([['đầu', 'hai', 'đầu'], body('đầu')]);
    browser.fates = ['busy', 'busy', 'busy'];
    expect(await tab.workspace.remove('dashboard', 'a', '')).toMatchObject({ code: 'store-unavailable' });
    expect(await tab.workspace.remove('dashboard', 'a', '')).toBeNull();
    await browser.settle();
    expect(state()).toMatchObject({ phase: 'absent' });
  });

  it('says what is unsent, keeps it for the next visit or lets it go as told', async () => {
    await opened();
    browser.fates = ['lost'];
    await tab.workspace.edit('dashboard', 'a', body('gửi'));
    await tab.workspace.save('dashboard', 'a', '');
    await tab.workspace.edit('scene', 'b', body('nháp'));
    const { saves, drafts } = await tab.workspace.pending();
    expect([saves.map(({ id }) => id), drafts.map(({ id }) => id)]).toEqual([['a'], ['b']]);
    await tab.workspace.leave('keep');
    const again = await browser.tab();
    expect((await again.workspace.open('scene', 'b'))).toMatchObject({ body: body('nháp'), copy: null });
    await again.workspace.leave('discard');
    expect(await (await browser.tab()).workspace.pending()).toEqual({ saves: [], drafts: [] });
  });
});
