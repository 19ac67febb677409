import emailModule from 'validator/lib/isEmail.js';
import { isSearchable, RollcallError } from '../bigcommerce/index.ts';

// A CommonJS module: the function is its `default` under Node and in every bundle, whatever a reader of its types thinks.
const { default: isEmail } = emailModule as unknown as { default: (text: string) => boolean };

/**
 * What nearly all emails look like, and no email that validator refuses: letters, digits and single dots, dashes or underscores,
 * each part short. It spares the full check, 3 of 27 microseconds a customer.
 */
const everyday =
  /^[a-z0-9]{1,20}(?:[._-][a-z0-9]{1,14}){0,2}@[a-z0-9]{1,40}(?:-[a-z0-9]{1,20})?(?:\.[a-z]{2,3})?\.(?:com|net|org|[a-z]{2})$/i;

/** Zero-width spaces and joiners, direction marks, byte order marks: nobody sees them, and the email is another one with them. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/;
const invisibles = new RegExp(invisible, 'g');

/**
 * Refuses an email that BigCommerce would refuse or that could not be looked up afterwards.
 * @throws {RollcallError} email_not_searchable, invalid_params
 */
export function checkEmail(email: string, param: string): void {
  checkSearchable(email, param);
  if (invisible.test(email))
    throw new RollcallError(
      'invalid_params',
      `${param} "${email.replace(invisibles, '')}" holds an invisible character, as some programs leave when text is copied. Delete it, or type the email anew.`,
      { param },
    );
  if (!everyday.test(email) && !isEmail(email))
    throw new RollcallError(
      'invalid_params',
      isSeveral(email)
        ? `${param} "${email}" is no email address, since it holds more than one. Give one alone.`
        : `${param} "${email}" is no email address. Write it like name@example.com.`,
      { param },
    );
}

function isSeveral(text: string): boolean {
  return text.split(/[\s,;|/]+/).filter((part) => /^[^@]+@[^@]+$/.test(part)).length > 1;
}

/** @throws {RollcallError} email_not_searchable */
export function checkSearchable(email: string, param: string): void {
  if (!isSearchable(email))
    throw new RollcallError(
      'email_not_searchable',
      `${param} "${email}" holds a comma${isSeveral(email) ? ' between emails' : ''}, and BigCommerce cannot look such an email up. Give one email without a comma.`,
      { param, details: { emails: [email] } },
    );
}
