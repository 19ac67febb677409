/**
 * The API URL of the credential, without what stands behind its path; blank is BigCommerce's own. The credential and the node both read it here.
 * @throws {Error} for one that would show the token to others
 */
export function readApiUrl(given: string): string {
  const text = given.trim() || 'https://api.bigcommerce.com';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refusal("is no URL. BigCommerce's own is https://api.bigcommerce.com");
  }
  // What stands before an @ looks like the host, and is not.
  if (url.username || url.password) throw refusal(`must not hold a user or a password; it leads to ${url.host}.`);
  const isLocal = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw refusal(
      `must begin with https://, but is "${text}". Plain http is for this machine only, since it shows the token to everybody on the way.`,
    );
  return `${url.origin}${url.pathname}`;
}

function refusal(what: string): Error {
  return new Error(`The API URL of the credential ${what}`);
}
