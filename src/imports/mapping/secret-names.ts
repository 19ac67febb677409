import { foldHeader, headerWords } from './fold-header.ts';

const anywhere =
  /password|passwd|passwort|kennwort|passphrase|contrasen|motdepasse|parolachiave|token|secret|apikey|privatekey|credential|cardnumber|creditcard|securitycode/;
const words = new Set(
  'pass pwd pw hash hashed salt senha clave parola authentication otp totp cvv cvc userpass pwhash'.split(' '),
);
const wholly = new Set(['confirmation', 'pin']);

/**
 * Whether the name of a column, or the path of a value in JSON, says that it holds passwords, hashes or tokens. Magento's
 * `confirmation` is a key that confirms an account.
 * `force_password_reset` is a yes or no of BigCommerce's own, and no secret.
 */
export function isSecretName(name: string): boolean {
  const folded = foldHeader(name);
  if (folded === 'forcepasswordreset' || folded === 'authenticationforcepasswordreset') return false;
  return (
    anywhere.test(folded) ||
    wholly.has(foldHeader(name.slice(name.lastIndexOf('.') + 1))) ||
    headerWords(name).some((word) => words.has(word))
  );
}

/** Beginnings of what password functions give: bcrypt, phpass, argon2, crypt, pbkdf2, Magento 2's hash:salt:version. */
const hashed =
  /^(?:\$(?:2[abxy]?|P|H|S|1|5|6|y|argon2\w*|scrypt|pbkdf2[\w-]*)\$|pbkdf2[_:]|[0-9a-f]{64}:|[0-9a-f]{32}:).{16}/i;

export function looksHashed(value: string): boolean {
  return hashed.test(value.trim());
}

export const whyDropped =
  'It holds passwords, hashes or tokens by its name or content: dropped before anything is stored.';
