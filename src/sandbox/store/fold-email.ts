/**
 * The form in which two emails are compared. Whether BigCommerce ignores case is not documented; ignoring it is our choice, as its database
 * most likely does.
 */
export function foldEmail(email: string): string {
  return email.toLowerCase();
}
