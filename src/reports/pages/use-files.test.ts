import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { err, ok, type Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { GatewayFile } from '@/federation/gateway/fetch-file';
import { sampleDocument } from '../testing/sample-document';
import { problem } from './report.fixture';
import { isMadeBehind, type KeptJob } from './report-job';
import { useFiles, type Files, type FileWanted } from './use-files';

let scope: EffectScope;
beforeEach(() => { vi.useFakeTimers(); scope = effectScope(); });
afterEach(() => { scope.stop(); vi.useRealTimers(); });

const PDF: FileWanted = { report: 'r', format: 'pdf', path: '/api/reports/r/files/pdf', behind: true, name: 'r.pdf' };
const job = (state: string, done = 0, reason: string | null = null) => ok({ job: { id: 'j', report: 'r', format: 'pdf', state, done, of: 3, reason } });
type Answer = Result<unknown, GatewayProblem>;

/** A gateway whose job goes on with every look at it; the tab keeps what a page leaves behind. */
function gateway(looks: readonly Answer[], file: readonly Result<GatewayFile, GatewayProblem>[] = [ok({ bytes: new Blob(['whole']), name: 'Báo cáo.pdf' })]) {
  const asked: string[] = [];
  const saved: string[] = [];
  const kept: { job: KeptJob | null } = { job: null };
  const [left, files] = [[...looks], [...file]];
  const open = (within = scope): Files => {
    const made = within.run(() => useFiles({
      async call(method, path) {
        asked.push(`${method} ${path}`);
        await Promise.resolve();
        return method === 'GET' ? (left.length > 1 ? left.shift() : left[0]) ?? job('done', 3) : method === 'DELETE' ? job('cancelled') : job('waiting');
      },
      async fetchFile(path) {
        asked.push(`file ${path}`);
        await Promise.resolve();
        return (files.length > 1 ? files.shift() : files[0]) ?? err(problem(404, 'not-found'));
      },
      keeper: { read: () => kept.job, keep: (one) => { kept.job = one; } },
      save: (_bytes, name) => void saved.push(name),
      pause: (ms) => new Promise((done) => { setTimeout(done, ms); }),
    }));
    if (!made) throw new Error('no scope');
    return made;
  };
  return { asked, saved, kept, open };
}

describe('a file made behind the page', () => {
  it('is told step by step, and saved when it is whole', async () => {
    const { asked, saved, kept, open } = gateway([job('waiting'), job('running', 1), job('running', 2), job('done', 3)]);
    const files = open();
    const stages: unknown[] = [];
    const taken = files.take(PDF);
    for (let at = 0; at < 40; at += 1) {
      const way = files.onItsWay.value;
      stages.push(way ? `${way.stage} ${way.done}/${way.of ?? '-'}` : null);
      await vi.advanceTimersByTimeAsync(250);
    }
    await taken;
    expect([...new Set(stages)]).toEqual(['asked 0/-', 'turn 0/3', 'made 1/3', 'made 2/3', null]);
    expect(asked.at(-1)).toBe('file /api/report-jobs/j/file');
    expect([saved, files.done.value, kept.job]).toEqual([['Báo cáo.pdf'], 'pdf', null]);
  });
  it('goes on after the page was loaded anew', async () => {
    const { asked, saved, kept, open } = gateway([job('running', 1), job('running', 1), job('done', 3)]);
    const first = effectScope();
    const before = open(first);
    const taken = before.take(PDF);
    await vi.advanceTimersByTimeAsync(100);
    first.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    await taken;
    expect([saved, kept.job?.id]).toEqual([[], 'j']);
    const after = open();
    void after.resume();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([saved, after.done.value, kept.job, asked.filter((one) => one.startsWith('POST'))]).toEqual([['Báo cáo.pdf'], 'pdf', null, ['POST /api/report-jobs']]);
  });
  it('is given up when the person leaves it, and nothing is saved', async () => {
    const { asked, saved, kept, open } = gateway([job('running', 1)]);
    const files = open();
    void files.take(PDF);
    await vi.advanceTimersByTimeAsync(1_500);
    files.cancel();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([asked.includes('DELETE /api/report-jobs/j'), saved, kept.job, files.onItsWay.value, files.failed.value]).toEqual([true, [], null, null, null]);
  });
  it('that failed says why and is made once more when asked', async () => {
    const { saved, open } = gateway([job('failed', 1, 'print-failed'), job('done', 3)]);
    const files = open();
    void files.take(PDF);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([files.failed.value?.problem.code, files.onItsWay.value, saved]).toEqual(['print-failed', null, []]);
    void files.again();
    await vi.advanceTimersByTimeAsync(2_000);
    expect([files.failed.value, saved]).toEqual([null, ['Báo cáo.pdf']]);
  });
});

describe('a file at once', () => {
  const WORD: FileWanted = { ...PDF, format: 'docx', path: '/api/reports/r/files/docx', behind: false };
  it('is asked for again by itself while the gateway is busy', async () => {
    const busy = err({ ...problem(503, 'overloaded'), retryAfterMs: 1_000 });
    const { saved, open } = gateway([], [busy, busy, ok({ bytes: new Blob(['x']), name: null })]);
    const files = open();
    void files.take(WORD);
    await vi.advanceTimersByTimeAsync(500);
    expect(files.onItsWay.value?.stage).toBe('busy');
    await vi.advanceTimersByTimeAsync(3_000);
    expect([saved, files.done.value]).toEqual([['r.pdf'], 'docx']);
  });
  it('is not asked for again where the gateway can never give it', async () => {
    const { asked, open } = gateway([], [err(problem(501, 'no-browser'))]);
    const files = open();
    await files.take(WORD);
    expect([files.failed.value?.problem.code, asked.length]).toEqual(['no-browser', 1]);
  });
});

it('what takes its time is made behind the page; what options ask for comes at once', () => {
  const plain = { separator: 'semicolon', watermark: false } as const;
  expect(['docx', 'pdf', 'xlsx', 'csv', 'pptx', 'html'].filter((format) => isMadeBehind(format as 'docx', sampleDocument, plain))).toEqual(['pdf', 'pptx']);
  expect(isMadeBehind('pdf', sampleDocument, { ...plain, watermark: true })).toBe(false);
  const rows = Array.from({ length: 1_000 }, (_, at) => ({ id: String(at), emphasis: null, cells: [] }));
  const column = { id: 'c', header: ['a'], number: '', align: 'end', width: 1, unit: '' } as const;
  const long = { sections: [{ id: 's', orientation: 'portrait', appendix: null, blocks: [{ kind: 'table', id: 't', caption: '', unitLine: '', notes: [], columns: Array.from({ length: 5 }, () => column), rows }] }] } as const;
  expect(isMadeBehind('xlsx', long, plain)).toBe(true);
});
