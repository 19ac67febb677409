export { createModules, type Modules, type ModulesOptions } from './create-modules.ts';
