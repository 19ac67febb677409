/** Commands that people copy; quoting that bash, zsh and PowerShell read alike. */

export function terminalExample(credentialsId?: string): string {
  const which = credentialsId ? ` --credentials ${credentialsId}` : '';
  return `npx rollcall create-customer${which} --email ana@example.com --first-name Ana --last-name Ruiz`;
}

export function curlExample(origin: string, credentialsId?: string): string {
  const params = {
    ...(credentialsId && { credentials_id: credentialsId }),
    email: 'luis@example.com',
    first_name: 'Luis',
    last_name: 'Gil',
  };
  return `curl -sS ${origin}/api/nodes/BigcommerceCreateCustomer/run -H "Authorization: Bearer $(npx rollcall api-key show)" -H "Content-Type: application/json" -d '${JSON.stringify(params)}'`;
}
