import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

export type Processes = ReturnType<typeof createProcesses>;

/** Starts processes, each as the head of a group of its own, so that what they start ends with them. */
export function createProcesses() {
  const groups = new Set<number>();

  function endGroup(id: number): void {
    try {
      // A negative number is the group; Windows has none.
      process.kill(process.platform === 'win32' ? id : -id, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    groups.delete(id);
  }

  return {
    start(program: string, args: string[], options: SpawnOptions): ChildProcess {
      const child = spawn(program, args, { ...options, detached: process.platform !== 'win32' });
      const id = child.pid;
      if (id !== undefined) {
        groups.add(id);
        // n8n leaves its task runner behind for a moment.
        child.once('exit', () => endGroup(id));
      }
      return child;
    },

    /** Ends all that still run. */
    endAll(): void {
      for (const id of groups) endGroup(id);
    },
  };
}
