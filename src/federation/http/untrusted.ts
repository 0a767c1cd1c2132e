import type { Failure } from '../fault';

/** Why a source is not taken for what it says it is; the `got` of an `untrusted` failure. There is no way to accept one anyway. */
export const UNTRUSTED_WORDS = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-of-another-host',
  'certificate-self-signed',
  'certificate-issuer-unknown',
  'certificate-revoked',
  'certificate-invalid',
  'tls-version',       // it speaks nothing newer than TLS 1.1
  'client-certificate', // it wants one of us, or does not take ours
  'no-tls',            // what answers does not speak TLS
] as const;
export type UntrustedWord = (typeof UNTRUSTED_WORDS)[number];

/** Node's and OpenSSL's codes; what is not listed is no matter of trust. */
const WORDS: Readonly<Record<string, UntrustedWord>> = {
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-of-another-host',
  HOSTNAME_MISMATCH: 'certificate-of-another-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-issuer-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-issuer-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-issuer-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-issuer-unknown',
  CERT_UNTRUSTED: 'certificate-issuer-unknown',
  CERT_REVOKED: 'certificate-revoked',
  CERT_SIGNATURE_FAILURE: 'certificate-invalid',
  INVALID_CA: 'certificate-invalid',
  INVALID_PURPOSE: 'certificate-invalid',
  CERT_REJECTED: 'certificate-invalid',
  CERT_CHAIN_TOO_LONG: 'certificate-invalid',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls-version',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls-version',
  ERR_SSL_WRONG_SSL_VERSION: 'tls-version',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client-certificate',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'client-certificate',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: 'client-certificate',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'client-certificate',
  ERR_SSL_SSL_ALERT_HANDSHAKE_FAILURE: 'client-certificate',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'client-certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no-tls',
};

/** A handshake that breaks while we write comes as `EPROTO`, with OpenSSL's reason in its text. */
function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return undefined;
  const reason = thrown.code === 'EPROTO' ? /:SSL routines:[^:]*:([^:]+):/.exec(thrown.message)?.[1] : undefined;
  return reason ? `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}` : thrown.code;
}

/** The failure of a connection that was closed because the far side could not be trusted; undefined where that was not the cause. */
export function untrusted(thrown: unknown): Failure | undefined {
  const code = codeOf(thrown);
  const word = code !== undefined && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  return word && { kind: 'untrusted', expected: 'TLS 1.2 or newer and a certificate that holds', got: word };
}
