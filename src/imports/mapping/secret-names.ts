import { isPlainObject } from './flatten.ts';
import { foldHeader, headerWords } from './fold-header.ts';

/** Stand anywhere in a name, whatever is around them. */
const anywhere = pattern(
  'password, passwd, passphrase, passcode, passhash, hashpass, pwhash, pwdhash, passmd5, md5pass, token, secret, api key, private key, secure key, access key, activation key, credential, card number, credit card, security code',
  'passwort, kennwort, contraseñ, mot de passe, parola chiave, palavra passe, wachtwoord, adgangskode, lösenord, salasana, lozinka, slaptažod, jelszó, mật khẩu, kata sandi',
  'парол, лозинка, κωδικός πρόσβασης, סיסמה, كلمة المرور, パスワード, 密码, 密碼, 비밀번호',
);
/** Whole words of a name: parts of other words mean something else. */
const words = new Set(
  'pass pwd pwds pw pswd passw hash hashed salt authentication otp totp 2fa mfa cvv cvc userpass senha senhas clave parola mdp heslo haslo hasło geslo passord sifre phpsessid'.split(
    ' ',
  ),
);
const pairs =
  /\b(?:(?:secure|access|auth|encryption|signing|reset|activation) key|(?:activation|reset|verification|recovery|backup|auth) codes?|(?:activation|reset|verification|recovery) (?:url|link)|session (?:id|key|hash|data)|security answer)\b/;
const wholly = new Set(['confirmation', 'pin', 'session', 'sessions', 'auth', 'cookie', 'cookies']);

function pattern(...lists: string[]): RegExp {
  return new RegExp(lists.flatMap((names) => names.split(', ').map(foldHeader)).join('|'));
}

/**
 * Whether the name of a column, or the path of a value in JSON, says that it holds passwords, hashes or tokens. Magento's
 * `confirmation` is a key that confirms an account.
 * `force_password_reset` is a yes or no of BigCommerce's own, and no secret.
 */
export const isSecretName = remembered(tellsSecret);

function tellsSecret(name: string): boolean {
  const folded = foldHeader(name);
  if (folded === 'forcepasswordreset' || folded === 'authenticationforcepasswordreset') return false;
  if (anywhere.test(folded) || wholly.has(foldHeader(name.slice(name.lastIndexOf('.') + 1)))) return true;
  const own = headerWords(name);
  return own.some((word) => words.has(word)) || pairs.test(own.join(' '));
}

const entryParts = new Map<string, 'name' | 'value'>([
  ...parts('name', 'name key label title field type code id field_name attribute_name attribute_id meta_key'),
  ...parts('value', 'value values val field_value attribute_value meta_value'),
]);

function parts(part: 'name' | 'value', keys: string): [string, 'name' | 'value'][] {
  return keys.split(' ').map((key): [string, 'name' | 'value'] => [foldHeader(key), part]);
}

/** What a key is in `{ "name": "Password", "value": ... }`, as form fields, attributes and meta data come. */
export const entryPartOf = remembered((key) => entryParts.get(foldHeader(key)));

/** Whether an object is such an entry under a secret's name. */
export function isSecretEntry(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const keys = Object.keys(value);
  const isNamed = (key: string) =>
    entryPartOf(key) === 'name' && typeof value[key] === 'string' && isSecretName(value[key]);
  return keys.some(isNamed) && keys.some((key) => entryPartOf(key) === 'value');
}

/** Beginnings of what password functions give: bcrypt, phpass, argon2, crypt, pbkdf2, Magento 2's hash:salt:version. */
const hashed =
  /^(?:\$(?:2[abxy]?|P|H|S|1|5|6|y|argon2\w*|scrypt|pbkdf2[\w-]*)\$|pbkdf2[_:]|[0-9a-f]{64}:|[0-9a-f]{32}:).{16}/i;
/** Sizes of MD5, SHA-1 and SHA-2. An id may look alike, so the name must say something too. */
const digest = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;

/** Whether all values of a column are hashes. */
export function areHashes(column: string, values: readonly unknown[]): boolean {
  if (values.length === 0) return false;
  const mayBeDigests = /pass|pwd|key|hash/.test(foldHeader(column));
  return values.every((value) => {
    if (typeof value !== 'string') return false;
    const text = value.trim();
    return hashed.test(text) || (mayBeDigests && digest.test(text));
  });
}

export const whyDropped =
  'It holds passwords, hashes or tokens by its name or content: dropped before anything is stored.';

/** Names come again and again: what was found of one is kept, in bounded memory. */
function remembered<Result>(tell: (name: string) => Result): (name: string) => Result {
  const known = new Map<string, Result>();
  return (name) => {
    let result = known.get(name);
    if (result !== undefined || known.has(name)) return result as Result;
    result = tell(name);
    if (known.size >= 5000) known.clear();
    if (name.length < 200) known.set(name, result);
    return result;
  };
}
