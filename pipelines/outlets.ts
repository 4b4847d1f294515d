/** Program `outlets`: checks the outlets against the web, drafts the file of a new one, and tells how all of them do. */
import { Misuse } from '../src/model/errors.js';

const HELP = `Usage: pantau outlets check [ID...] | add URL | health [ID...]

  check    ask each outlet whether its feed answers, robots.txt lets us in and its newest article reads whole, and
           write the result into its file
  add      look for the feeds, sitemaps and WordPress API of a site, and draft its file
  health   tell how outlets do by what was collected: dead, quiet, stalled, blocked or unreadable

pantau outlets check --help (and so on) tells the options.
`;

type Part = (args: string[]) => Promise<number>;

const PARTS: Record<string, () => Promise<{ default: Part }>> = {
  check: () => import('./outlets-check.js'),
  add: () => import('./outlets-add.js'),
  health: () => import('./outlets-health.js'),
};

/** Runs the part that is named first. */
export default async function outlets(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') {
    process.stdout.write(HELP);
    return 0;
  }
  const open = Object.hasOwn(PARTS, name ?? '') ? PARTS[name ?? ''] : undefined;
  if (open === undefined)
    throw new Misuse(`outlets: ${name === undefined ? 'say what to do' : `no part "${name}"`}\n\n${HELP}`);
  const part = await open();
  return part.default(rest);
}
