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
