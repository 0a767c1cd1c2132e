import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleDataset as table, samplePayload as tablePayload } from '@/federation/connectors/json-stat/sample';
import { sampleDataset as totals, samplePayload as totalsPayload } from '@/federation/connectors/rest-json/sample';
import type { DatasetSpec } from '@/federation/connector';
import { runJob } from '@/federation/worker/run-job';

const areas: DatasetSpec = {
  ...totals, id: 'areas', shape: 'features',
  mapping: { expression: '{"approximate": true, "features": [features.{"id": properties.ma, "geometry": geometry, "properties": properties}]}' },
};
const areasPayload = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { ma: '16681', ten: 'Thành Vinh' }, geometry: { type: 'Polygon', coordinates: [[[105, 18], [106, 18], [106, 19], [105, 18]]] } },
    { type: 'Feature', properties: { ma: '16690', ten: 'Trường Vinh' }, geometry: { type: 'Point', coordinates: [105.7, 18.6] } },
  ],
};
const alerts: DatasetSpec = {
  ...totals, id: 'alerts', shape: 'events', classification: 'personal',
  mapping: { fields: [{ id: 'luc', type: 'instant' }, { id: 'ten', type: 'text', personal: true }], expression: '{"rows": [ds.{"id": id, "values": {"luc": luc, "ten": ten}}]}' },
};
const alertsPayload = { ds: [{ id: 'a', luc: '2026-11-20T08:30:00', ten: 'Trần Thị B' }, { id: 'b', luc: '20/11/2026 09:00', ten: null }] };

/** Every place of a payload, as keys from the root. */
function placesOf(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, key])) : [];
  return [at, ...inner];
}

/** A copy with something else at one place; `undefined` takes the place away. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: unknown[] | Record<string, unknown> = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Record<string, unknown>) };
  const holder = copy as Record<string, unknown>;
  const inner = replaced(holder[key], rest, by);
  if (inner === undefined) delete holder[key];
  else holder[key] = inner;
  return copy;
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(undefined, null, '', '-', 'N/A', '1.234,5', -0, -1, 1e308, 2 ** 53 + 1, '__proto__', 'constructor', '\u0007\u001b[31m', 'Hải'.normalize('NFD'), '<img src=x onerror=alert(1)>', '2026-02-30', '2026Q5', [], {}, [[]], [null], 'x'.repeat(5_000)),
  fc.string({ unit: 'binary' }),
);

describe.each([['a table', table, tablePayload], ['totals', totals, totalsPayload], ['areas', areas, areasPayload], ['alerts', alerts, alertsPayload]] as const)('%s with anything anywhere', (_, dataset, payload) => {
  const places = placesOf(payload);
  const changes = fc.array(fc.tuple(fc.constantFrom(...places), odd), { minLength: 1, maxLength: 3 });

  it('is read or refused, in one shape, and changes nothing for the next', async () => {
    await fc.assert(fc.asyncProperty(changes, async (made) => {
      // A later place may lie below one that has been taken away.
      let broken: unknown = payload;
      for (const [place, by] of made) if (place.length === 0 || has(broken, place.slice(0, -1))) broken = replaced(broken, place, by);
      const body = new TextEncoder().encode(JSON.stringify(broken) ?? '');
      const message = await runJob(1, { kind: 'read', dataset, params: {}, bodies: [body] });
      if (message.kind !== 'read') return expect.unreachable();
      const { outcome } = message;
      expect(() => structuredClone(outcome)).not.toThrow();
      if (!outcome.ok) {
        expect(outcome.error.expected, JSON.stringify(outcome.error)).not.toBe('a payload that can be read');
        expect(outcome.error.got.length).toBeLessThanOrEqual(64);
        expect(outcome.error.pointer === '' || outcome.error.pointer.startsWith('/')).toBe(true);
        if (dataset.classification === 'personal') expect(JSON.stringify(outcome.error)).not.toMatch(/Trần/);
      } else if (outcome.value.data.kind === 'cube') {
        expect([...outcome.value.data.values].every((value) => Number.isNaN(value) || Number.isFinite(value))).toBe(true);
      }
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    }), { numRuns: 1_000 });
    const good = await runJob(2, { kind: 'read', dataset, params: {}, bodies: [new TextEncoder().encode(JSON.stringify(payload))] });
    expect(good).toMatchObject({ outcome: { ok: true } });
  });
});

function has(value: unknown, place: readonly string[]): boolean {
  let at = value;
  for (const key of place) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return typeof at === 'object' && at !== null;
}

describe('bytes that are anything', () => {
  it('are read or refused', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const message = await runJob(1, { kind: 'read', dataset: totals, params: {}, bodies: [new Uint8Array(bytes)] });
      expect(message).toMatchObject({ kind: 'read', outcome: { ok: false } });
    }), { numRuns: 1_000 });
  });

  it('so is a good body cut anywhere: truncated or not JSON, never data', async () => {
    const whole = new TextEncoder().encode(JSON.stringify(totalsPayload));
    for (let length = 0; length < whole.length; length++) {
      const message = await runJob(1, { kind: 'read', dataset: totals, params: {}, bodies: [whole.slice(0, length)] });
      expect(message).toMatchObject({ outcome: { ok: false, error: { kind: expect.stringMatching(/^(truncated|malformed)$/) } } });
    }
  });
});
