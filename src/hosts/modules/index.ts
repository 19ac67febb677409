export { createModules, type Modules, type ModulesOptions } from './create-modules.ts';
export type {
  Module,
  ModuleAnswer,
  ModuleConfig,
  ModuleContext,
  ModuleCredentials,
  ModuleData,
  ModuleFailure,
} from './module.ts';
