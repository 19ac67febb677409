export { isConnectionLost } from './connection.ts';
export { defaultHome } from './default-home.ts';
export { type Database, type DatabaseOptions, openDatabase } from './open-database.ts';
export { errorCode, explainFileError, SetupError, type SetupErrorOptions } from './setup-error.ts';
