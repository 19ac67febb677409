import { createAlertsManager } from '@bigcommerce/big-design';

/** Short messages at the edge of the page, for what went well. What went wrong stands where it happened. */
export const alerts = createAlertsManager();

export function tell(text: string): void {
  alerts.add({ messages: [{ text }], type: 'success', autoDismiss: true });
}
