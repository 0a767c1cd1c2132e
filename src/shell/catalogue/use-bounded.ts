import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useShell } from '../shell-context';
import { useSession } from '../stores/session';

/** Whether the reader holds no role for the whole province: what they are given of it is then a part. Nobody is bounded in direct mode. */
export function useBounded(): ComputedRef<boolean> {
  const session = useSession();
  const shell = useShell();
  return computed(() => session.view !== null && !(session.person?.roles ?? []).some(({ unit }) => unit === null || unit === shell.province.unit));
}
