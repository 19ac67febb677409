/** BigCommerce lists no more in one call. */
export const largestPage = 250;
