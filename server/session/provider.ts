import type { Logger } from 'pino';
import { allowInsecureRequests, ClientError, ClientSecretBasic, customFetch, discovery, enableNonRepudiationChecks, type Configuration } from 'openid-client';
import type { IdentitySettings } from '../gateway-settings';
import { limitedFetch } from './limited-fetch';

/** The province's sign-on as this gateway finds it. */
export interface IdentityProvider {
  /** Whether there is one, and whether it answered when it was last asked. */
  readonly standing: () => 'ready' | 'unavailable' | 'none';
  /** What it says of itself; asked again where that is old. Null while it does not answer. */
  readonly configuration: () => Promise<Configuration | null>;
  /** It did not answer just now. */
  readonly failed: () => void;
  /** Rejects where it may not be trusted; a provider that is down is looked for until it is there. */
  readonly start: () => Promise<void>;
  readonly close: () => void;
}

/** What is configured is not what answers: nobody may sign in, and the gateway must not start. */
export class UntrustedProvider extends Error {
  override readonly name = 'UntrustedProvider';
}

/** How long an answer of the provider counts without asking again, ms. */
const FRESH_MS = 30_000;
const TIMEOUT_SECONDS = 5;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export function createIdentityProvider(identity: IdentitySettings | null, log: Logger, clock: () => number): IdentityProvider {
  let found: { readonly configuration: Configuration; readonly at: number } | null = null;
  let answers = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<Configuration | null> | null = null;
  let closed = false;

  const look = async (settings: IdentitySettings): Promise<Configuration | null> => {
    try {
      const configuration = await discover(settings);
      found = { configuration, at: clock() };
      if (!answers) log.info('sign-on answers');
      answers = true;
      return configuration;
    } catch (fault) {
      answers = false;
      if (fault instanceof UntrustedProvider) throw fault;
      log.warn({ reason: fault instanceof Error ? fault.name : 'unknown' }, 'sign-on does not answer');
      return null;
    }
  };
  const lookOnce = (settings: IdentitySettings): Promise<Configuration | null> =>
    (looking ??= look(settings).finally(() => { looking = null; }));
  const lookLater = (settings: IdentitySettings, afterMs: number): void => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      lookOnce(settings).then(
        (configuration) => { if (!configuration) lookLater(settings, Math.min(afterMs * 2, LONGEST_RETRY_MS)); },
        (fault: unknown) => {
          log.error({ reason: fault instanceof Error ? fault.message : 'unknown' }, 'sign-on may not be trusted');
          lookLater(settings, LONGEST_RETRY_MS);
        },
      );
    }, afterMs).unref();
  };

  return {
    standing: () => (identity === null ? 'none' : answers ? 'ready' : 'unavailable'),
    configuration: async () => {
      if (identity === null) return null;
      if (found && answers && Math.abs(clock() - found.at) < FRESH_MS) return found.configuration;
      const configuration = await lookOnce(identity).catch((fault: unknown) => {
        log.error({ reason: fault instanceof Error ? fault.message : 'unknown' }, 'sign-on may not be trusted');
        return null;
      });
      if (!configuration) lookLater(identity, FIRST_RETRY_MS);
      return configuration;
    },
    failed: () => {
      answers = false;
      if (identity) lookLater(identity, FIRST_RETRY_MS);
    },
    start: async () => {
      if (identity && !(await lookOnce(identity))) lookLater(identity, FIRST_RETRY_MS);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** Reads what the provider says of itself. Throws `UntrustedProvider`, or whatever the network said. */
async function discover(settings: IdentitySettings): Promise<Configuration> {
  const issuer = issuerOf(settings);
  let configuration: Configuration;
  try {
    configuration = await discovery(issuer, settings.clientId, { client_secret: settings.clientSecret }, ClientSecretBasic(settings.clientSecret), {
      timeout: TIMEOUT_SECONDS,
      // Signatures are checked although the token comes from the provider itself: the way to it may be less than it seems.
      execute: [enableNonRepudiationChecks, ...(settings.allowInsecure ? [allowInsecureRequests] : [])],
      [customFetch]: limitedFetch,
    });
  } catch (fault) {
    if (fault instanceof ClientError && /JSON_ATTRIBUTE|FORBIDDEN/.test(fault.code ?? '')) throw new UntrustedProvider(untrusted('it names another issuer than the one configured, or leads to plain http'), { cause: fault });
    throw fault;
  }
  const fault = metadataFault(configuration, settings);
  if (fault !== null) throw new UntrustedProvider(untrusted(fault));
  return configuration;
}

const untrusted = (why: string): string =>
  `Hệ thống đăng nhập một lần không đáng tin: ${why}. Kiểm tra lại địa chỉ issuer.\nThe sign-on may not be trusted: ${why}. Check the issuer.`;

function issuerOf({ issuer, allowInsecure }: IdentitySettings): URL {
  if (!URL.canParse(issuer)) throw new UntrustedProvider(untrusted('the issuer is not an address'));
  const url = new URL(issuer);
  if (url.protocol === 'https:') return url;
  if (url.protocol !== 'http:' || !allowInsecure || !LOOPBACK.test(url.hostname)) {
    throw new UntrustedProvider(untrusted('the issuer is not https; plain http is for the mock province on this machine only'));
  }
  return url;
}

function metadataFault(configuration: Configuration, settings: IdentitySettings): string | null {
  const metadata = configuration.serverMetadata();
  const { authorization_endpoint: authorization, token_endpoint: token, jwks_uri: keys } = metadata;
  if (!authorization || !token || !keys) return 'it names no authorization endpoint, token endpoint or keys';
  const addresses = [authorization, token, keys, metadata.userinfo_endpoint, metadata.end_session_endpoint].filter((each) => each !== undefined);
  const allowed = settings.allowInsecure ? ['https:', 'http:'] : ['https:'];
  if (!addresses.every((each) => URL.canParse(each) && allowed.includes(new URL(each).protocol))) return 'one of its endpoints is not https';
  const challenges = metadata.code_challenge_methods_supported;
  return challenges !== undefined && !challenges.includes('S256') ? 'it does not take PKCE with S256' : null;
}
