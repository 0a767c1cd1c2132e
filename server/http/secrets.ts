/** Shortest secret taken, characters. */
export const SECRET_LENGTH = 16;
/** Fewest different characters in it. */
const VARIETY = 6;

/** Words that people leave in place of a secret, the ones of our own examples among them. */
const PLACEHOLDERS = [
  'correcthorsebatterystaple', 'dienmatkhauvaoday', 'thaygiatrinay', 'replacethisvalue', 'changethis', 'changeme', 'replaceme', 'placeholder', 'letmein',
  'administrator', 'passphrase', 'password', 'passwd', 'matkhau', 'bimat', 'toancanh', 'postgres', 'portal', 'gateway', 'metrics', 'database', 'default', 'example',
  'client', 'secret', 'server', 'sample', 'admin', 'token', 'dummy', 'oidc', 'test', 'demo', 'user', 'root', 'pass', 'key', 'the', 'my',
] as const;
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'] as const;

/**
 * Whether a secret is none: too short, of too few characters, one piece repeated, a row of the alphabet or keyboard, placeholder words
 * with nothing but digits and marks around them, or equal to something that is no secret (`known`, such as the client's id).
 */
export function isWeakSecret(secret: string, known: readonly string[] = []): boolean {
  if ([...secret].length < SECRET_LENGTH || new Set(secret).size < VARIETY) return true;
  const plain = secret.toLowerCase();
  if (known.some((other) => other.toLowerCase() === plain)) return true;
  return isRepeated(plain) || isRun(plain) || isPlaceholder(plain);
}

/** Turned by one of its periods, a repeated text is itself. */
const isRepeated = (text: string): boolean => `${text}${text}`.indexOf(text, 1) < text.length;

function isRun(text: string): boolean {
  const letters = text.replace(/[^a-z0-9]/g, '');
  return [...RUNS, '0123456789abcdef'].some((run) => `${run}${run}`.includes(letters) || [...`${run}${run}`].reverse().join('').includes(letters));
}

function isPlaceholder(text: string): boolean {
  const letters = text.replace(/[^a-z]/g, '');
  let left = letters;
  for (const word of PLACEHOLDERS) left = left.replaceAll(word, ' ');
  // A random secret may hold few letters, or a short word by chance; it does not hold both.
  return letters === '' || (left !== letters && left.replaceAll(' ', '').length < VARIETY);
}
