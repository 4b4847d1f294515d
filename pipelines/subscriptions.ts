/** Subscriptions: the file that says who gets which digest, checked before anything is sent. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Dictionary } from '../src/model/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';
import { Subscription } from '../src/model/digest.js';
import { checkFilter } from './filter-options.js';
import { oneLine } from './print.js';

/** As written: the filter may name regions, and is checked after the rest. */
const Written = z.array(
  z.strictObject({ ...Subscription.shape, filter: z.record(z.string(), z.unknown()).default({}) }),
);

/**
 * Reads a list of subscriptions (YAML).
 * @throws Halt when the file cannot be read
 * @throws Misuse that names the file, the subscription and what is wrong
 */
export async function readSubscriptions(
  file: string,
  dictionary: Pick<Dictionary, 'gazetteer' | 'grammar'>,
): Promise<Subscription[]> {
  const fail = (what: string): never => {
    throw new Misuse(`digest: ${file}: ${what}`);
  };
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Halt(`digest: --subscriptions ${file}: ${describeFileFault(error)}`, { cause: error });
  });
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    const [first = ''] = (error as Error).message.split('\n');
    fail(`is no YAML: ${oneLine(first)}`);
  }
  const parsed = Written.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.path.length === 0) fail('holds no list of subscriptions; write one as docs/digest.md shows');
    return fail(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is no list of subscriptions'}`);
  }
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) fail(`two subscriptions are called ${twice}`);
  return parsed.data.map((one) => {
    if (one.channel === 'smtp' && one.recipients.length === 0) fail(`${one.id}: names no recipients`);
    if ((one.channel === 'file' || one.channel === 'atom') && one.file === null)
      fail(`${one.id}: names no file`);
    if (one.channel === 'webhook' && (one.url === null || one.secret === null))
      fail(`${one.id}: a webhook has a url and the name of a variable with its secret`);
    if (one.alert !== null && one.channel !== 'smtp' && one.channel !== 'webhook')
      fail(`${one.id}: an alert goes by smtp or webhook`);
    return { ...one, filter: checkFilter(`digest: ${file}: ${one.id}`, one.filter, dictionary) };
  });
}
