import type { Reader } from '@/widget-kit/context';
import { useSession } from '../stores/session';
import { useSignInAddress } from './use-sign-in-address';

/** Who looks, as tiles need to know it; null in direct mode. Reactive: reading a field in a template follows it. */
export function useReader(): () => Reader | null {
  const session = useSession();
  const signIn = useSignInAddress();
  const reader: Reader = {
    get kind() { return session.view?.actor.kind ?? 'anonymous'; },
    get signIn() { return session.view?.actor.kind === 'anonymous' && session.view.signIn !== 'none' ? signIn.value : null; },
    mayUnmask: (dataset) => session.view?.unmaskable.includes(dataset) ?? false,
    openUntil: (dataset) => session.openUntil(dataset),
    get now() { return session.now; },
    askToUnmask(dataset) { session.unmasking = dataset; },
    cover(dataset) { void session.keeper?.withdrawPurpose(dataset); },
  };
  return () => (session.view ? reader : null);
}
