/** Takes every step in order, whatever became of those before: a browser is ended where a schedule was not. Rejects with the first fault at the end. */
export async function allInOrder(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
}
