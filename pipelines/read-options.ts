/** Reading options: the arguments of a command as options, or what is wrong with them beside its help. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Misuse } from '../src/model/errors.js';

/** @throws Misuse for what the command does not know */
export function readOptions<T extends ParseArgsConfig>(
  command: string,
  help: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Misuse(`${command}: ${(error as Error).message}\n\n${help}`);
  }
}
