/** A process of its own, so that the sandbox's work is nobody else's: options as JSON in the first argument, its address on stdout. */
import { type SandboxServerOptions, startSandboxServer } from '../src/sandbox/index.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as SandboxServerOptions;
const server = await startSandboxServer({ ...options, port: 0 });
const { url, storeHash, accessToken } = server;
console.log(JSON.stringify({ url, storeHash, accessToken }));

// The benchmark holds stdin open: where it dies in whatever way, this ends with it.
process.stdin.resume();
process.stdin.on('end', () => void server.stop().then(() => process.exit(0)));
