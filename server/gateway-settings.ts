/** What the operator may choose of the gateway from outside. Read by `readGatewaySettings`; secrets only from the environment. */
export interface GatewaySettings {
  /** Origins under which browsers reach the portal; the first is the one given out. Without trailing slash. */
  readonly origins: readonly string[];
  /** Folder of the embedded database, its lock and its dumps (unused with `databaseUrl`), and of the audit anchors. */
  readonly dataDir: string;
  /** A PostgreSQL server instead of the embedded one. A secret: never logged. */
  readonly databaseUrl: string | null;
  readonly identity: IdentitySettings | null;
  /** Fronts whose `X-Forwarded-*` are believed: addresses or CIDR; empty believes nobody. */
  readonly trustedProxies: readonly string[];
  /** True while the mock province stands in for the province's systems and sign-on. */
  readonly demo: boolean;
  /** Asked of `/metrics` as a bearer token from other machines; null: only from this machine. */
  readonly metricsToken: string | null;
  /** Folder with modules of third-party widgets, `<id>/<file>.js`; none where absent. */
  readonly extensionsDir?: string;
  /** Limits, ms, that tests shorten. */
  readonly times: GatewayTimes;
}

export interface IdentitySettings {
  readonly issuer: string;
  readonly clientId: string;
  /** A secret: never logged. */
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** `http` issuers are for the mock province on this machine only. */
  readonly allowInsecure: boolean;
}

export interface GatewayTimes {
  readonly sessionIdleMs: number;
  readonly sessionAbsoluteMs: number;
  readonly purposeMs: number;
  readonly pairingMs: number;
  readonly screenRotateMs: number;
  /** How stale a gateway's knowledge of sessions and grants may be when events are lost. */
  readonly identityCacheMs: number;
  readonly heartbeatMs: number;
  readonly drainMs: number;
}
export const GATEWAY_TIMES: GatewayTimes = {
  sessionIdleMs: 30 * 60_000,
  sessionAbsoluteMs: 12 * 3_600_000,
  purposeMs: 15 * 60_000,
  pairingMs: 10 * 60_000,
  screenRotateMs: 30 * 24 * 3_600_000,
  identityCacheMs: 4_000,
  heartbeatMs: 15_000,
  drainMs: 10_000,
};
