import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { Action } from '@/domain/access';
import type { Sharing } from '@/dashboards/editor/holders';
import { civilDate } from '@/domain/civil';
import type { Instant } from '@/domain/time';
import { useShell } from '../shell-context';
import { useSession } from '../stores/session';

/** With whom the person may share what they make, as far as `action` lets them: offered here, held by the gateway. */
export function useSharing(action: Action, now: () => Instant): ComputedRef<Sharing> {
  const shell = useShell();
  const session = useSession();
  return computed(() => {
    const { person } = session;
    const may = session.may(action);
    const isWhole = person?.roles.some(({ role, unit }) => (unit === null || unit === shell.province.unit) && role !== 'anonymous') === true;
    return {
      unit: person?.unit ?? null, mayUnit: may, mayProvince: may && isWhole,
      nameOf: (unit: string) => shell.province.units.resolve(unit, civilDate(now()))?.fullName ?? unit,
    };
  });
}
