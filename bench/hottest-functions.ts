import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { percent } from './report.ts';

type Frame = { functionName: string; url: string; lineNumber: number };

const root = fileURLToPath(new URL('..', import.meta.url));
const sampleMicroseconds = 200;

/**
 * Runs something in this process and tells, as lines of text, in which functions most of the time went, what they call apart. What is
 * built in, such as JSON.parse, counts for its caller.
 */
export async function hottestFunctions(run: () => Promise<void>, most: number): Promise<string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: sampleMicroseconds });
  await session.post('Profiler.start');
  await run();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  const functions = new Map<string, number>();
  const runtime = new Map<string, number>();
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  let busy = 0;
  for (const [position, sample] of profile.samples!.entries()) {
    const frame = frames.get(sample)!;
    // The profiler's own start is no work of what runs.
    if (frame.functionName === '(idle)' || frame.url === 'node:inspector') continue;
    const time = profile.timeDeltas![position]!;
    busy += time;
    const [spent, name] = frame.url === '' ? [runtime, frame.functionName] : [functions, nameOf(frame)];
    spent.set(name, (spent.get(name) ?? 0) + time);
  }
  const hottest = (spent: Map<string, number>) =>
    [...spent]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([name, time]) => `${percent(time / busy)} ${name}`);
  return [...hottest(functions), `besides, the runtime: ${hottest(runtime).join(', ')}`];
}

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const path = url.startsWith('file://') ? relative(root, fileURLToPath(url)) : url;
  return `${functionName || '(anonymous)'} ${path}:${lineNumber + 1}`;
}
