import { forgetShell } from './forget-shell';
import { BOOTED, OUTDATED, createRecovery } from './recovery';
import type { ServedBuild } from './recovery';

/**
 * First script of the page, built to `/boot-guard.js` without a digest in its name, so that even an old index.html finds
 * it: the one piece of code that runs when the portal's own scripts do not come.
 */
const ASK_LIMIT_MS = 5_000;
/** A start that threw may still stand up; by then it has not. */
const BOOT_LIMIT_MS = 10_000;

const ownBuild = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
let booted = false;
let failed = false;

async function served(): Promise<ServedBuild> {
  try {
    // Asked for by name: at the address of a dashboard a server gives the page to nobody else.
    const page = await fetch(document.baseURI, { cache: 'no-store', headers: { accept: 'text/html' }, signal: AbortSignal.timeout(ASK_LIMIT_MS) });
    const build = /<meta name="build" content="([^"]+)"/.exec(page.ok ? await page.text() : '')?.[1];
    if (build === undefined) return 'unreachable';
    return build === ownBuild ? 'this' : 'another';
  } catch {
    return 'unreachable';
  }
}

function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

const recovery = createRecovery({
  storage: tabStorage(),
  now: () => Date.now(),
  later: (ms, run) => void setTimeout(run, ms),
  reload: () => location.reload(),
  forgetShell,
  served,
});

function bootFailed(): void {
  if (booted || failed) return;
  failed = true;
  void recovery.bootFailed();
}

/** Scripts and styles of ours; a pack, a picture or what an extension puts in is no reason to start again. */
function isOwnPart(target: EventTarget | null): boolean {
  if (target instanceof HTMLScriptElement) return isOwn(target.src);
  return target instanceof HTMLLinkElement && target.rel === 'stylesheet' && isOwn(target.href);
}
const isOwn = (url: string): boolean => url.startsWith(`${location.origin}/`);

addEventListener(BOOTED, () => {
  booted = true;
  recovery.booted();
});
addEventListener(OUTDATED, () => void recovery.maybeOutdated());
addEventListener('vite:preloadError', () => void (booted ? recovery.maybeOutdated() : bootFailed()));
addEventListener('error', (event) => {
  if (isOwnPart(event.target)) bootFailed();
  else if (isOwn(event.filename ?? '')) setTimeout(bootFailed, BOOT_LIMIT_MS);
}, true);
