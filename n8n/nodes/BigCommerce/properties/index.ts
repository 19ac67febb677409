// Generated from the node definitions: node scripts/generate-n8n.ts
import type { INodeProperties } from 'n8n-workflow';
import { customerCreate } from './customer-create.ts';
import { customerDelete } from './customer-delete.ts';
import { customerGet } from './customer-get.ts';
import { customerGetAll } from './customer-get-all.ts';
import { customerGetGroups } from './customer-get-groups.ts';
import { customerUpdate } from './customer-update.ts';
import { customerUpsert } from './customer-upsert.ts';
import { menus } from './menus.ts';
import { orderGet } from './order-get.ts';
import { orderGetAll } from './order-get-all.ts';
import { orderUpdate } from './order-update.ts';

export const properties: INodeProperties[] = [
  ...menus,
  ...customerUpsert,
  ...customerCreate,
  ...customerGet,
  ...customerGetAll,
  ...customerUpdate,
  ...customerDelete,
  ...customerGetGroups,
  ...orderGet,
  ...orderGetAll,
  ...orderUpdate,
];
