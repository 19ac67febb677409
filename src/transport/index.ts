export { systemClock } from './system-clock.ts';
export { createTransport, type TransportOptions, type UndiciTransport } from './undici-transport.ts';
