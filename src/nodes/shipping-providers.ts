/** The providers of a shipment that the API takes, by name; it refuses the shipment, after the order has changed, for any other. */
export const shippingProviders: Record<string, string> = {
  auspost: 'Australia Post',
  canadapost: 'Canada Post',
  endicia: 'Endicia',
  usps: 'USPS',
  fedex: 'FedEx',
  ups: 'UPS',
  royalmail: 'Royal Mail',
  upsready: 'UPS Ready',
  shipperhq: 'ShipperHQ',
};

const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');
const byName = new Map(
  Object.entries(shippingProviders).flatMap(([id, name]) => [
    [fold(id), id],
    [fold(name), id],
  ]),
);

/** The provider as the API takes it, however people write it: `UPS`, `Royal Mail`. An app's own, `carrier_7`, stays. Undefined for any other. */
export function shippingProviderOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return byName.get(fold(text)) ?? (text.startsWith('carrier_') ? text : undefined);
}
