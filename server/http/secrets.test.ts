import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isWeakSecret } from './secrets';

describe('secrets', () => {
  it.each([
    '', 'secret', 'changeme', 'admin', 'password', 'short-Secret-15', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'abababababababababab', 'abcdefgh12abcdefgh12', 'changeme-changeme-changeme',
    'Password123456789!', 'secret_secret_1234', 'thay-gia-tri-nay-1', 'replace-this-value-2026', '0123456789abcdef', 'abcdefghijklmnopqrstuvwxyz', 'ponmlkjihgfedcba',
    'qwertyuiopasdfghjkl', 'my-oidc-client-secret', '1234567890123456', '2026112120261121202', 'correct-horse-battery-staple', 'MAT-KHAU-bi-mat-toan-canh', 'postgres:postgres:5432',
  ])('refuses %j', (secret) => {
    expect(isWeakSecret(secret)).toBe(true);
  });

  it('refuses what is known anyway, whatever its case', () => {
    expect(isWeakSecret('Toan-Canh-Nghe-An-7xQ', ['toan-canh-nghe-an-7xq'])).toBe(true);
  });

  it('takes what a generator gives', () => {
    for (let n = 0; n < 2_000; n += 1) {
      const bytes = randomBytes(24);
      expect(isWeakSecret(bytes.toString('base64url'))).toBe(false);
      expect(isWeakSecret(bytes.toString('base64'))).toBe(false);
      expect(isWeakSecret(bytes.toString('hex'))).toBe(false);
    }
    expect(isWeakSecret('n4Yt-82hK_qqL0-zXwe')).toBe(false);
  });
});
