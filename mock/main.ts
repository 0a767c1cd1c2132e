import { realpathSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ApplicationsClient } from './applications/token-gate';
import { readUnitBook, type UnitBook } from './province/units';
import { createMockServer } from './server';
import { createSso, type SsoClient, type SsoHandler } from './sso/provider';

/** Figures of the demonstration are drawn from this unless told otherwise. */
export const DEFAULT_SEED = 2026;

export interface MockOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly province: string;
  readonly seed?: number;
  /** The clock of every system, epoch ms; the real one by default. */
  readonly now?: () => number;
  readonly host?: string;
  /** Instead of the units of the province's pack. */
  readonly units?: UnitBook;
  /** Who may sign people in at the mock sign-on under `/sso`; without it there is none. */
  readonly sso?: SsoClient;
  /** Who must ask for tokens before `lgsp-applications` answers; without it everybody is answered. */
  readonly applications?: ApplicationsClient;
  /** Signs what comes to the webhook of the archive under `/kho-van-ban/`; without it there is only its folder. */
  readonly archiveSecret?: string;
}

export interface Mock {
  /** Ends with `/`. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>;
}

/**
 * Starts the mock province: all its source systems on one port, each under `/<sourceId>/`.
 * Rejects where the port is taken or the province has no pack.
 */
export async function startMock({ port, province, seed = DEFAULT_SEED, now = Date.now, host = '127.0.0.1', units, sso: client, applications, archiveSecret }: MockOptions): Promise<Mock> {
  let sso: SsoHandler | null = null;
  const server = createMockServer({ province, seed, now, sso: () => sso, ...(units ? { units } : {}), ...(applications ? { applications } : {}), ...(archiveSecret === undefined ? {} : { archiveSecret }) });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  if (client) sso = await createSso({ issuer: `http://${host}:${taken}/sso`, province, units: units ?? readUnitBook(province), client });
  return {
    url: `http://${host}:${taken}/`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Run directly: `node --import tsx mock/main.ts`, with MOCK_PORT, PROVINCE and MOCK_SEED. */
async function runDirectly(): Promise<void> {
  const { MOCK_PORT, PROVINCE, MOCK_SEED } = process.env;
  const mock = await startMock({ port: Number(MOCK_PORT ?? 8090), province: PROVINCE || 'nghe-an', ...(MOCK_SEED ? { seed: Number(MOCK_SEED) } : {}) });
  process.stdout.write(`Tỉnh mẫu / mock province: ${mock.url}\n`);
  const stop = (): void => void mock.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runDirectly().catch((fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    process.exit(1);
  });
}
