export { type Access, createAccess } from './access.ts';
export { readApiKey, rotateApiKey } from './api-key.ts';
export { createHttpApp, type HttpApp, type HttpAppOptions } from './app.ts';
export { type ConsoleFiles, createConsoleFiles } from './console-files.ts';
export { createEndedSessions } from './ended-sessions.ts';
export { createIdempotency, type Idempotency } from './idempotency.ts';
export { createLog, type Logger } from './log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { type Served, serve } from './serve.ts';
