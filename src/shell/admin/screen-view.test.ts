import { expect, it } from 'vitest';
import { isWhole, presenceOf } from './screen-view';

it.each([[null, 'never'], [0, 'present'], [100_000, 'present'], [100_001, 'silent']] as const)('a screen unseen for %s ms is %s', (unseenMs, presence) => {
  expect(presenceOf({ unseenMs })).toBe(presence);
});
it('a screen needs a name and a dashboard', () => {
  const gift = { name: 'A', unit: null, classes: ['public'], dashboards: ['leaders'] };
  expect(isWhole(gift)).toBe(true);
  for (const change of [{ name: '  ' }, { dashboards: [] }, { classes: [] }]) expect(isWhole({ ...gift, ...change })).toBe(false);
});
