import type { ErrorObject } from '../../nodes/index.ts';

/** What the platform knows of a store. */
export type ModuleCredentials = {
  store_hash: string;
  access_token: string;
  /** @default 'https://api.bigcommerce.com' */
  api_url?: string | null;
};

/** What the platform offers a module. */
export type ModuleContext = {
  /**
   * The credentials of an id or a label; nothing where there are none. Asked once for each call, so that a token which was rotated counts
   * from the next call on. `credentialsId` is undefined where the config names none.
   */
  getCredentials(
    credentialsId: string | undefined,
  ): ModuleCredentials | null | undefined | Promise<ModuleCredentials | null | undefined>;
};

/** What the step before gave. Only `_meta_` is looked at: the parameters are in the config, where the platform has put them in already. */
export type ModuleData<Meta> = { _meta_?: Meta } | null | undefined;

/** The parameters of the node, and three names that belong to the platform. */
export type ModuleConfig<Params, Next, OnError> = Omit<Params, 'credentials_id'> & {
  /** Id or label of the credentials: `context.getCredentials` is asked for it. @default the platform's own choice */
  credentials_id?: string | number | null;
  /** Where the workflow goes on. It is returned as it came. */
  nextModule?: Next;
  /** `throw`: a failure is a RollcallError that is thrown; `return`: it is the failure object in `data`. @default 'return' */
  on_error?: OnError;
};

export type ModuleFailure = { success: false; error: ErrorObject; message: string };

export type ModuleAnswer<Output, Next = unknown, Meta = unknown> = {
  nextModule: Next;
  /** The output object of the node itself. */
  data: Output;
  /** That of the input's data; absent where there was none. */
  _meta_?: Meta;
};

/** A node as a workflow platform calls it. */
export type Module<Params, Output> = <
  Next = undefined,
  Meta = unknown,
  OnError extends 'return' | 'throw' | null = 'return',
>(
  data: ModuleData<Meta>,
  config: ModuleConfig<Params, Next, OnError>,
  context: ModuleContext,
) => Promise<
  ModuleAnswer<({ success: true } & Output) | (OnError extends 'throw' ? never : ModuleFailure), Next, Meta>
>;
