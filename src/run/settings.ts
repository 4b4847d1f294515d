/** Settings: what the environment says, checked once at the start of a program. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Misuse } from '../model/errors.js';

const LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type Level = (typeof LEVELS)[number];

const address = (...schemes: string[]) =>
  z
    .url({
      protocol: new RegExp(`^(${schemes.join('|')})$`),
      error: `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    })
    .nullable()
    .default(null);

/** `a, b` as two values. */
const list = z
  .string()
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .default([]);

export const Settings = z.strictObject({
  databaseUrl: address('postgres', 'postgresql').describe(
    'PostgreSQL server, such as postgres://user:password@host/database; without it an embedded database in PANTAU_DATA serves',
  ),
  redisUrl: address('redis', 'rediss').describe(
    'Redis server for the queue, such as redis://host:6379; without it the queue lies in the database',
  ),
  data: z.string().default('./data').describe('Folder of the embedded database and of everything fetched'),
  warc: z
    .string()
    .nullable()
    .default(null)
    .describe('Folder for a WARC archive of every page that is fetched; nothing is archived unless set'),
  dictionaries: z
    .string()
    .default(findDictionaries)
    .describe('Folder of the dictionaries; those that come with the program unless set'),
  smtpUrl: address('smtp', 'smtps').describe(
    'Mail server for digests; without it they are written as .eml files',
  ),
  mailFrom: z
    .string()
    .includes('@', { error: 'must hold a mail address' })
    .nullable()
    .default(null)
    .describe('Sender of digests'),
  mailTo: list
    .refine((all) => all.every((one) => one.includes('@')), {
      error: 'must be mail addresses parted by commas',
    })
    .describe('Receivers of digests, parted by commas'),
  unsubscribeUrl: address('https').describe(
    'Where a mail can be unsubscribed from by one click; "pantau unsubscribe" serves it, or takes in what a web server noted',
  ),
  dkimKey: z
    .string()
    .nullable()
    .default(null)
    .describe('File with the private RSA key (PEM) by which mails are signed (DKIM)'),
  dkimSelector: z
    .string()
    // Such as pantau, for pantau._domainkey.ngo.example
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/i, { error: 'must be a selector such as pantau' })
    .nullable()
    .default(null)
    .describe(
      'Selector of that key: its public half stands in DNS at SELECTOR._domainkey.DOMAIN of the sender',
    ),
  contact: z
    .string()
    .regex(/^(https?:\/\/\S+|(mailto:)?[^\s@]+@[^\s@]+)$/, {
      error: 'must be a mail address or a web address',
    })
    .nullable()
    .default(null)
    .describe('Mail or web address that the crawler shows to outlets as its contact'),
  log: z
    .enum(LEVELS, { error: `must be one of ${LEVELS.join(', ')}` })
    .nullable()
    .default(null)
    .describe('How much is logged: silent, error, warn, info, debug or trace'),
  allowAddresses: list.describe(
    'Private addresses that may be crawled although they are private, parted by commas; for tests and demonstrations',
  ),
});
export type Settings = z.infer<typeof Settings>;

/** The variable of each setting. */
export const VARIABLES: Record<keyof Settings, string> = {
  databaseUrl: 'PANTAU_DATABASE_URL',
  redisUrl: 'PANTAU_REDIS_URL',
  data: 'PANTAU_DATA',
  warc: 'PANTAU_WARC',
  dictionaries: 'PANTAU_DICTIONARIES',
  smtpUrl: 'PANTAU_SMTP_URL',
  mailFrom: 'PANTAU_MAIL_FROM',
  mailTo: 'PANTAU_MAIL_TO',
  unsubscribeUrl: 'PANTAU_UNSUBSCRIBE_URL',
  dkimKey: 'PANTAU_DKIM_KEY',
  dkimSelector: 'PANTAU_DKIM_SELECTOR',
  contact: 'PANTAU_CONTACT',
  log: 'PANTAU_LOG',
  allowAddresses: 'PANTAU_ALLOW_ADDRESSES',
};

/**
 * Reads the settings from an environment; an empty variable counts as not set.
 * @throws Misuse that names the variable and what it must be (never its value, which may hold a password)
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.entries(VARIABLES).flatMap(([setting, variable]) => {
    const value = env[variable]?.trim();
    return value === undefined || value === '' ? [] : [[setting, value]];
  });
  const parsed = Settings.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `${VARIABLES[issue.path[0] as keyof Settings]}: ${issue.message}`,
  );
  throw new Misuse(`${faults.join('\n')}\nCorrect the variable or unset it.`);
}

/** One row per setting, for the documentation: variable, what it is for. */
export function describeSettings(): { variable: string; description: string }[] {
  return Object.entries(Settings.shape).map(([setting, schema]) => ({
    variable: VARIABLES[setting as keyof Settings],
    description: schema.description ?? '',
  }));
}

/** The nearest folder `dictionaries` above this file: beside src in a clone, beside dist in a package. */
function findDictionaries(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'dictionaries')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'dictionaries');
}
