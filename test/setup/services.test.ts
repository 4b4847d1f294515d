/** Whether the programs that the suites can use are here: without them some suites are left out, and that is said. */
import { expect, it } from '@jest/globals';
import { installed } from '../run/engines.js';

const PROGRAMS = {
  'redis-server': 'queue on Redis',
  initdb: 'store and queue on PostgreSQL',
  Rscript: 'releases opened in R',
  chromium: 'mails shown on a phone',
};

it.each(Object.entries(PROGRAMS))(
  '%s is installed, or its suites are known to be left out',
  (program, suites) => {
    const here = installed(program);
    if (!here) process.stderr.write(`${program} is not installed, left out: ${suites}\n`);
    if (process.env.PANTAU_REQUIRE_SERVICES === '1') expect(here).toBe(true);
  },
);
