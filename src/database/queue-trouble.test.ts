import { expect, it } from 'vitest';
import { watchTrouble } from './queue-trouble.ts';
import { SetupError } from './setup-error.ts';

const gone = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

it('an outage of the database is said once, and its end once', () => {
  const messages: string[] = [];
  const trouble = watchTrouble((message) => messages.push(message));
  for (let round = 0; round < 2; round++) {
    trouble.over();
    for (let n = 0; n < 10; n++) trouble.report(gone());
    trouble.report(new SetupError('The Postgres of DATABASE_URL cannot be used: nothing listens there.'));
    trouble.report(new Error('Query read timeout'));
    trouble.over();
  }
  const lost = 'the job queue lost the database and keeps trying to reach it:';
  const back = 'the job queue reached the database again';
  expect(messages).toEqual([lost, back, lost, back]);
});

it('a failure that comes with every pass does not fill the log', () => {
  const messages: string[] = [];
  const trouble = watchTrouble((message, error) => messages.push(`${message} ${(error as Error).message}`));
  for (let n = 0; n < 10; n++) {
    trouble.over();
    trouble.report(new Error('permission denied'));
  }
  for (const file of ['base/5/16818', 'base/5/16755_fsm'])
    trouble.report(Object.assign(new Error(`could not extend file "${file}"`), { code: '53100' }));
  expect(messages).toEqual([
    'the job queue failed and tries again: permission denied',
    'the job queue finds the disk of the database full and tries again: could not extend file "base/5/16818"',
  ]);
});
