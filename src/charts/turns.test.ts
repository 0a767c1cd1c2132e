import { describe, expect, it } from 'vitest';
import { inTurn } from './turns';

describe('inTurn', () => {
  it('runs every task once, in order, never within the caller', async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      inTurn(() => order.push('first'));
      inTurn(() => order.push('second'));
      order.push('caller');
      inTurn(() => {
        order.push('third');
        inTurn(resolve);
      });
    });
    expect(order).toEqual(['caller', 'first', 'second', 'third']);
  });
});
