/** Loaded into a program before it starts: a signal ends it right before or after it puts the file or folder of a name in its place. */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { END_AT = '', END_WHEN = 'before', END_BY = 'SIGKILL' } = process.env;
const rename = fs.rename;

const end = async () => {
  process.kill(process.pid, END_BY);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
};

fs.rename = async (from, to) => {
  const isMeant = String(to).endsWith(END_AT);
  if (isMeant && END_WHEN === 'before') await end();
  await rename(from, to);
  if (isMeant && END_WHEN === 'after') await end();
};
syncBuiltinESMExports();
