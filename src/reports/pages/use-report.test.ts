import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { sampleDocument } from '../testing/sample-document';
import type { KeptWords, WordsKeeper } from './kept-words';
import { aGateway, aReport } from './report.fixture';
import { useReport } from './use-report';

let scope: EffectScope;
beforeEach(() => { vi.useFakeTimers(); scope = effectScope(); });
afterEach(() => { scope.stop(); vi.useRealTimers(); });

function keeper(): WordsKeeper & { kept: KeptWords | null } {
  return { kept: null, read() { return this.kept; }, keep(words) { this.kept = words; } };
}
async function opened(gateway = aGateway(), kept = keeper()) {
  const desk = scope.run(() => useReport(gateway.call, () => 'r', () => kept));
  if (!desk) throw new Error('no scope');
  await desk.load();
  return { desk, gateway, kept, words: desk.commentary };
}
const saves = (gateway: ReturnType<typeof aGateway>) => gateway.state.asked.filter(({ method }) => method === 'PATCH');

describe('writing in a report', () => {
  it('saves by itself after a pause, once for a stretch of writing, against the revision it stands on', async () => {
    const { words, gateway, kept } = await opened();
    words.write('comment', 'Thiếu');
    words.write('comment', 'Thiếu máy');
    expect(words.standing.value).toBe('waiting');
    expect(kept.kept?.mine).toMatchObject({ comment: 'Thiếu máy' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves(gateway)).toMatchObject([{ body: { commentary: { comment: 'Thiếu máy' }, signer: 'Nguyễn Văn Sơn' }, headers: { 'If-Match': '"1"' } }]);
    expect([words.standing.value, kept.kept, gateway.state.report.revision]).toEqual(['saved', null, 2]);
  });
  it('keeps what is written while a save is on its way, and sends it next', async () => {
    const { words, gateway } = await opened();
    words.write('comment', 'Một');
    const sent = words.flush();
    words.write('comment', 'Một hai');
    expect(await sent).toBe(true);
    expect([words.words.value['comment'], gateway.state.report.commentary['comment']]).toEqual(['Một hai', 'Một hai']);
  });
  it('takes back a stretch, and takes that to the gateway too', async () => {
    const { words, gateway } = await opened(aGateway(aReport({ commentary: { comment: 'Cũ' } })));
    for (const text of ['C', 'Cu', 'Cũ hơn']) words.write('comment', text);
    words.undo();
    expect(words.words.value['comment']).toBe('Cũ');
    words.write('comment', 'Mới');
    await vi.advanceTimersByTimeAsync(1_000);
    words.undo();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(gateway.state.report.commentary['comment']).toBe('Cũ');
  });
  it('joins what others wrote elsewhere, and asks where both wrote in one place: no text is lost', async () => {
    const { words, gateway } = await opened();
    gateway.changed({ signer: 'Lê Văn C' });
    words.write('comment', 'Của tôi');
    await words.flush();
    expect(gateway.state.report).toMatchObject({ signer: 'Lê Văn C', commentary: { comment: 'Của tôi' } });

    gateway.changed({ commentary: { comment: 'Của họ' } });
    words.write('comment', 'Của tôi, sửa');
    expect(await words.flush()).toBe(false);
    expect([words.standing.value, words.clashes.value]).toEqual(['clash', [{ id: 'comment', mine: 'Của tôi, sửa', theirs: 'Của họ' }]]);
    expect(gateway.state.report.commentary['comment']).toBe('Của họ');
    words.settle('comment', 'Của họ\n\nCủa tôi, sửa');
    expect(await words.flush()).toBe(true);
    expect(gateway.state.report.commentary['comment']).toBe('Của họ\n\nCủa tôi, sửa');
  });
  it('waits out a gateway that does not answer, and goes on by itself', async () => {
    const { words, gateway, kept } = await opened();
    gateway.state.down = true;
    words.write('comment', 'Mất mạng');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([words.standing.value, kept.kept?.mine['comment']]).toEqual(['unsent', 'Mất mạng']);
    gateway.state.down = false;
    await vi.advanceTimersByTimeAsync(2_500);
    expect([words.standing.value, gateway.state.report.commentary['comment']]).toEqual(['saved', 'Mất mạng']);
  });
  it('begins with what the page before could not send', async () => {
    const kept = keeper();
    kept.kept = { base: { comment: '', '.signer': 'Nguyễn Văn Sơn' }, mine: { comment: 'Còn đây', '.signer': 'Nguyễn Văn Sơn' } };
    const { words, gateway } = await opened(aGateway(), kept);
    await vi.advanceTimersByTimeAsync(10);
    expect([words.words.value['comment'], gateway.state.report.commentary['comment'], kept.kept]).toEqual(['Còn đây', 'Còn đây', null]);
  });
  it('says so where the report was handed in meanwhile, and keeps the words', async () => {
    const { words, gateway } = await opened();
    gateway.changed({ state: 'submitted', may: [] });
    words.write('comment', 'Trễ');
    expect(await words.flush()).toBe(false);
    expect([words.standing.value, words.words.value['comment']]).toEqual(['closed', 'Trễ']);
  });
});

describe('what another does while the page is open', () => {
  const step = (deed: 'edit' | 'submit' | 'return', reason: string | null = null) => [...aReport().steps, { at: aReport().createdAt, by: 'Lê Văn C', deed, reason }];
  it('comes onto the page, and what is being written stays and is joined to it', async () => {
    const { desk, words, gateway } = await opened();
    words.write('comment', 'Của tôi');
    gateway.changed({ signer: 'Lê Văn C', steps: step('edit') });
    await desk.hear();
    expect([desk.report.value?.revision, words.words.value, words.standing.value, desk.news.value?.by]).toEqual([2, { comment: 'Của tôi', '.signer': 'Lê Văn C' }, 'waiting', 'Lê Văn C']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(gateway.state.report).toMatchObject({ signer: 'Lê Văn C', commentary: { comment: 'Của tôi' } });
  });
  it('closes the report: the words stay in sight and in the tab, and go in when it is returned', async () => {
    const { desk, words, gateway, kept } = await opened();
    words.write('comment', 'Chưa gửi');
    gateway.changed({ state: 'submitted', may: [], steps: step('submit') });
    await desk.hear();
    expect([words.standing.value, words.unsent.value, kept.kept?.mine['comment']]).toEqual(['closed', { comment: 'Chưa gửi' }, 'Chưa gửi']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saves(gateway).length).toBe(0);
    gateway.changed({ state: 'returned', may: ['submit', 'edit'], steps: [...step('submit'), ...step('return', 'Thiếu nguyên nhân').slice(-1)] });
    await desk.hear();
    expect(desk.news.value?.reason).toBe('Thiếu nguyên nhân');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([gateway.state.report.commentary['comment'], words.standing.value, kept.kept]).toEqual(['Chưa gửi', 'saved', null]);
  });
  it('asks where both wrote in one place, and takes no step back over what the other wrote', async () => {
    const { desk, words, gateway } = await opened();
    words.write('comment', 'Của tôi');
    gateway.changed({ commentary: { comment: 'Của họ' }, steps: step('edit') });
    await desk.hear();
    expect([words.standing.value, words.clashes.value, words.canUndo.value]).toEqual(['clash', [{ id: 'comment', mine: 'Của tôi', theirs: 'Của họ' }], false]);
  });
  it('is not told of one’s own saves', async () => {
    const { desk, words, gateway } = await opened();
    words.write('comment', 'Xong');
    await words.flush();
    gateway.state.report = { ...gateway.state.report, steps: step('edit') };
    await desk.hear();
    expect([desk.news.value, words.standing.value]).toEqual([null, 'saved']);
  });
  it('is seen where the gateway refuses words because the report was handed in', async () => {
    const { words, gateway } = await opened();
    words.write('comment', 'Trễ');
    gateway.changed({ state: 'submitted', may: [] });
    gateway.state.refused = true;
    expect(await words.flush()).toBe(false);
    expect([words.standing.value, words.unsent.value]).toEqual(['closed', { comment: 'Trễ' }]);
  });
});

describe('a deed', () => {
  it('is done after the words are sent, against the revision they made', async () => {
    const { desk, words, gateway } = await opened();
    words.write('comment', 'Xong');
    const next = await desk.run('submit', {});
    expect(next?.state).toBe('submitted');
    expect(gateway.state.asked.filter(({ method }) => method !== 'GET').map(({ method, headers }) => [method, headers['If-Match']])).toEqual([['PATCH', '"1"'], ['POST', '"2"']]);
  });
  it('is not done while words cannot be sent', async () => {
    const { desk, words, gateway } = await opened();
    words.write('comment', 'Xong');
    gateway.state.down = true;
    expect(await desk.run('submit', {})).toBeNull();
    expect(gateway.state.report.state).toBe('draft');
    expect(desk.doing.value).toBeNull();
  });
  it('that somebody was before shows what stands', async () => {
    const { desk, gateway } = await opened(aGateway(aReport({ state: 'submitted', may: ['return', 'approve'] })));
    gateway.changed({ state: 'approved', may: ['issue', 'return'] });
    expect(await desk.run('approve', {})).toBeNull();
    expect([desk.problem.value?.status, desk.report.value?.state]).toEqual([409, 'approved']);
  });
});

it('a report nobody can read is said, not drawn', async () => {
  const gateway = aGateway();
  gateway.state.report = { ...aReport(), document: { ...sampleDocument, sections: [{ id: 'x' }] } as unknown as typeof sampleDocument };
  const { desk } = await opened(gateway);
  expect([desk.report.value, desk.loading.problem.value?.code]).toEqual([null, 'unexpected']);
});
