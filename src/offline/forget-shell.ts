import { CACHE_PREFIX } from './shell-build';

/** Takes service workers and their caches away; the next load comes from the network alone. False where it could not. */
export async function forgetShell(): Promise<boolean> {
  try {
    const registrations = await navigator.serviceWorker.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.unregister()));
    const names = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX));
    await Promise.all(names.map((name) => caches.delete(name)));
    return true;
  } catch {
    // A browser without service workers or caches has nothing to forget.
    return false;
  }
}
