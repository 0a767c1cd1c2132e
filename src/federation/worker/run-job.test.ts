import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../connector';
import { sampleDataset, samplePayload } from '../connectors/rest-json/sample';
import type { FromThread, ReadOutcome } from './protocol';
import { runJob, serve, transfersOf } from './run-job';

const body = (payload: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(payload));
async function read(payload: unknown, dataset: DatasetSpec = sampleDataset): Promise<ReadOutcome> {
  const message = await runJob(1, { kind: 'read', dataset, params: {}, bodies: [body(payload)] });
  return message.kind === 'read' ? message.outcome : expect.unreachable();
}

describe('a reading job', () => {
  it('answers with the data, ready to move, and the digest of the body', async () => {
    const message = await runJob(7, { kind: 'read', dataset: sampleDataset, params: {}, bodies: [body(samplePayload)] });
    expect(message).toMatchObject({ kind: 'read', id: 7, outcome: { ok: true, value: { digest: expect.stringMatching(/^[0-9a-f]{16}$/) } } });
    expect(transfersOf(message).map((buffer) => buffer.byteLength)).toEqual([48, 6]);
    expect(() => structuredClone(message)).not.toThrow();
  });

  it('repeats nothing from a personal payload', async () => {
    const rows: DatasetSpec = { ...sampleDataset, shape: 'events', classification: 'personal', mapping: { expression: '{"rows": [ds.{"id": id, "values": {"ten": ten}}]}', fields: [{ id: 'ten', type: 'number', personal: true }] } };
    const outcome = await read({ ds: [{ id: 'a', ten: 'Nguyễn Văn A' }] }, rows);
    expect(outcome).toMatchObject({ ok: false, error: { pointer: '/rows/0/values/ten', got: 'not shown (personal)' } });
    expect(JSON.stringify(outcome)).not.toContain('Nguyễn');
  });

  it('knows its connectors', async () => {
    expect(await read({}, { ...sampleDataset, connector: 'soap' })).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer: '/connector' } });
    expect(await runJob(1, { kind: 'check', datasets: [{ ...sampleDataset, connector: 'soap' }, sampleDataset] })).toMatchObject({ outcome: [{ dataset: 'procedure-by-unit', fault: { pointer: '/connector' } }] });
  });

  it('is done after the one before it', async () => {
    const said: FromThread[] = [];
    const take = serve((message) => said.push(message));
    const slow: DatasetSpec = { ...sampleDataset, mapping: { expression: '$sum([1..20000].($ * 2)) > 0 ? {"dimensions": [], "cells": []}' } };
    take(1, { kind: 'read', dataset: slow, params: {}, bodies: [body({})] });
    take(2, { kind: 'check', datasets: [] });
    await expect.poll(() => said.map((message) => ('id' in message ? message.id : message.kind))).toEqual(['started', 1, 2]);
  });
});
