import type { Command } from 'commander';

/** Lets every flag of a command, and of the commands under it, be written like a parameter: `--if_exists` is `--if-exists`. */
export function takeUnderscores(command: Command): void {
  for (const option of [...command.options]) {
    const { long, parseArg } = option;
    if (!long) continue;
    const underscored = `--${long.slice(2).replaceAll('-', '_')}`;
    if (command.options.some((other) => other.long === underscored)) continue;
    const twin = command.createOption(option.flags.replace(long, underscored), option.description).hideHelp();
    twin.attributeName = () => option.attributeName();
    if (parseArg) twin.argParser(parseArg);
    command.addOption(twin);
  }
  for (const inner of command.commands) takeUnderscores(inner);
}
