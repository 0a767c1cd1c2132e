import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAlertmanager } from '../suites/servers';
import { answers, startDaemon } from './daemon';
import { freePort } from './free-port';

/** One alert as a monitor tells it. Instants are ISO; without an end it stands. */
export interface RaisedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** A real Alertmanager on a port of this machine, in a folder that goes with it, without neighbours. */
export interface AlertmanagerServer {
  /** Ends with `/`. */
  readonly url: string;
  readonly raise: (...alerts: readonly RaisedAlert[]) => Promise<void>;
  /** Silences what matches every label exactly, for an hour from now. Its id. */
  readonly silence: (labels: Readonly<Record<string, string>>, comment: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Throws where there is no Alertmanager: ask `findAlertmanager` first. `configuration` is `alertmanager.yml`. */
export async function startAlertmanager({ configuration }: { readonly configuration: string }): Promise<AlertmanagerServer> {
  const program = findAlertmanager();
  if (program === null) throw new Error('no Alertmanager on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'portal-alertmanager-'));
  const url = `http://127.0.0.1:${await freePort()}/`;
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, configuration);
  const args = [`--config.file=${file}`, `--storage.path=${join(folder, 'data')}`, `--web.listen-address=${new URL(url).host}`, '--cluster.listen-address=', '--log.level=warn'];
  const server = await startDaemon({ name: 'Alertmanager', program, args, cwd: folder, ready: () => answers(`${url}-/ready`) });
  const post = async (path: string, body: unknown): Promise<string> => {
    const reply = await fetch(`${url}api/v2/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const text = await reply.text();
    if (!reply.ok) throw new Error(text);
    return text;
  };
  return {
    url,
    raise: async (...alerts) => void (await post('alerts', alerts)),
    silence: async (labels, comment) => {
      const matchers = Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
      const [from, to] = [Date.now(), Date.now() + 3_600_000].map((at) => new Date(at).toISOString());
      const { silenceID } = JSON.parse(await post('silences', { matchers, startsAt: from, endsAt: to, createdBy: 'truc-noc', comment })) as { readonly silenceID: string };
      return silenceID;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
