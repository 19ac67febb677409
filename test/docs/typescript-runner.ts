// Runs programs of the documentation one after the other in this process, since starting one for each takes ten times as long.
import { dirname } from 'node:path';
import { format, inspect } from 'node:util';

process.on('message', async (file: string) => {
  let stdout = '';
  console.log = (...values: unknown[]) => {
    stdout += `${format(...values)}\n`;
  };
  process.chdir(dirname(file));
  try {
    await import(file);
    process.send!({ code: 0, stdout, stderr: '' });
  } catch (error) {
    process.send!({ code: 1, stdout, stderr: inspect(error) });
  }
});
