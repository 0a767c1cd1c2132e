import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A certificate with its key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}
interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}
export interface Authority extends Identity {
  readonly issuer: Issuer;
}
export interface Wanted {
  readonly name: string;
  /** DNS names; `127.0.0.1` always stands beside them unless `address` is false. */
  readonly hosts?: readonly string[];
  readonly address?: boolean;
  readonly from?: Date;
  readonly until?: Date;
}

const DAY_MS = 86_400_000;
const ECDSA_SHA256 = Buffer.from('300a06082a8648ce3d040302', 'hex');

/** One DER element. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(text)))));
const timeOf = (at: Date): Buffer => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
const pem = (bytes: Buffer): string => `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

function extensionsOf({ hosts = [], address = true }: Wanted, authority: boolean): Buffer {
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host))), ...(address ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : []));
  const constraint = sequence(Buffer.from('0603551d13', 'hex'), Buffer.from('0101ff', 'hex'), der(0x04, sequence(...(authority ? [Buffer.from('0101ff', 'hex')] : []))));
  const alternative = sequence(Buffer.from('0603551d11', 'hex'), der(0x04, names));
  return der(0xa3, sequence(constraint, ...(authority ? [] : [alternative])));
}

let serial = 1;
function certified(wanted: Wanted, issuer: Issuer | null, authority: boolean): Authority {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const by = issuer ?? { name: wanted.name, key: pair.privateKey };
  const now = Date.now();
  const body = sequence(
    der(0xa0, Buffer.from('020102', 'hex')), der(0x02, Buffer.from([serial++ & 0x7f])), ECDSA_SHA256, nameOf(by.name),
    sequence(timeOf(wanted.from ?? new Date(now - DAY_MS)), timeOf(wanted.until ?? new Date(now + DAY_MS))),
    nameOf(wanted.name), pair.publicKey.export({ type: 'spki', format: 'der' }), extensionsOf(wanted, authority),
  );
  const signature = sign('sha256', body, by.key);
  const cert = pem(sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature)));
  return { cert, key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), issuer: { name: wanted.name, key: pair.privateKey } };
}

/** An authority of the test's own, that no machine trusts unless told. */
export const authorityOf = (name: string): Authority => certified({ name }, null, true);
/** A certificate by an authority; by itself where that is null. */
export const identityOf = (wanted: Wanted, by: Authority | null): Identity => certified(wanted, by?.issuer ?? null, false);
