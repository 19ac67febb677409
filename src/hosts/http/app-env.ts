/** What the handlers of one request tell each other. */
export type AppEnv = {
  Variables: {
    requestId: string;
    /** The pattern of the address, for logs and metrics: `/api/imports/:id`. */
    route: string;
  };
};
