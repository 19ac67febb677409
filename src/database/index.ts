export { isConnectionLost } from './connection.ts';
export { defaultHome } from './default-home.ts';
export { inTransaction } from './in-transaction.ts';
export { type Database, type DatabaseOptions, openDatabase } from './open-database.ts';
export { openQueue, type Queue, type QueueOptions } from './queue.ts';
export type { QueueWorker, WorkOptions } from './queue-worker.ts';
export { errorCode, explainFileError, isDiskFull, SetupError, type SetupErrorOptions } from './setup-error.ts';
