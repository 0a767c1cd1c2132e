import { describe, expect, it } from 'vitest';
import { sampleDocument } from '@/reports/testing/sample-document';
import { allInOrder } from './all-in-order';
import { openPrinting } from './formats';

describe('printing that is closed', () => {
  it('looks for no browser any more, not even for what was under way', async () => {
    let asked = 0;
    const printing = openPrinting(() => {
      asked += 1;
      return null;
    });
    expect(await printing.print(sampleDocument, 'pdf')).toEqual({ ok: false, error: 'no-browser' });
    const late = printing.print(sampleDocument, 'pdf');
    await printing.close();
    expect(await late).toEqual({ ok: false, error: 'no-browser' });
    expect(await printing.print(sampleDocument, 'pdf')).toEqual({ ok: false, error: 'no-browser' });
    expect(asked).toBe(1);
  });

  it('comes last and comes always, whatever did not stop before it', async () => {
    const done: string[] = [];
    const step = (name: string, fault?: Error) => () => {
      done.push(name);
      return fault ? Promise.reject(fault) : Promise.resolve();
    };
    await expect(allInOrder([step('schedules', new Error('held')), step('jobs', new Error('later')), step('printing')])).rejects.toThrow('held');
    expect(done).toEqual(['schedules', 'jobs', 'printing']);
    await expect(allInOrder([step('again')])).resolves.toBeUndefined();
  });
});
