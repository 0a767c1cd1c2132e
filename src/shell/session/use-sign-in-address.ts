import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { useShell } from '../shell-context';
import { useSession } from '../stores/session';
import { homeDashboard, signInAddress } from './session-model';

/** Where signing in from this page leads: the provider, and back here. */
export function useSignInAddress(): ComputedRef<string> {
  const route = useRoute();
  const session = useSession();
  const { province } = useShell();
  return computed(() => signInAddress(route.fullPath, `/dashboards/${homeDashboard(province, session.view)}`));
}
