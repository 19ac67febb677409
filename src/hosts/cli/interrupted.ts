/** Ctrl-C while something was to be typed: the command ends with 130, and there is nothing to tell. */
export class Interrupted extends Error {
  constructor() {
    super('Ended by Ctrl-C.');
    this.name = 'Interrupted';
  }
}
