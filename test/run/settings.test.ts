/** Settings: defaults, checks that name the variable, and never a password in a message. */
import { describe, expect, it } from '@jest/globals';
import { describeSettings, readSettings, VARIABLES } from '../../src/run/run.js';

describe('settings', () => {
  it('has a default for everything', () => {
    expect(readSettings({ PANTAU_DATABASE_URL: ' ' })).toEqual({
      databaseUrl: null,
      redisUrl: null,
      warc: null,
      data: './data',
      dictionaries: expect.stringMatching(/dictionaries$/),
      smtpUrl: null,
      unsubscribeUrl: null,
      mailFrom: null,
      mailTo: [],
      dkimKey: null,
      dkimSelector: null,
      contact: null,
      log: null,
      allowAddresses: [],
    });
  });

  it('reads what is set', () => {
    const settings = readSettings({
      PANTAU_DATABASE_URL: 'postgres://user:secret@db.example/pantau',
      PANTAU_REDIS_URL: 'rediss://cache.example:6380',
      PANTAU_MAIL_TO: 'a@example.org, b@example.org,',
      PANTAU_CONTACT: 'https://example.org/bot',
      PANTAU_LOG: 'debug',
      PANTAU_ALLOW_ADDRESSES: '127.0.0.1',
      PATH: '/bin',
    });
    expect(settings).toMatchObject({
      databaseUrl: 'postgres://user:secret@db.example/pantau',
      mailTo: ['a@example.org', 'b@example.org'],
      allowAddresses: ['127.0.0.1'],
    });
  });

  it.each([
    ['PANTAU_DATABASE_URL', 'mysql://root:secret@db', /PANTAU_DATABASE_URL: .*postgres:\/\//],
    ['PANTAU_REDIS_URL', 'localhost:6379', /PANTAU_REDIS_URL: .*redis:\/\//],
    ['PANTAU_SMTP_URL', 'http://user:secret@mail', /PANTAU_SMTP_URL: .*smtp:\/\//],
    ['PANTAU_MAIL_FROM', 'nobody', /PANTAU_MAIL_FROM: .*mail address/],
    ['PANTAU_MAIL_TO', 'a@example.org,b', /PANTAU_MAIL_TO: .*mail addresses/],
    ['PANTAU_DKIM_SELECTOR', 'a b', /PANTAU_DKIM_SELECTOR: .*selector/],
    ['PANTAU_CONTACT', 'call me', /PANTAU_CONTACT: .*address/],
    ['PANTAU_LOG', 'loud', /PANTAU_LOG: .*silent, error/],
  ])('refuses a bad %s by name', (variable, value, message) => {
    const read = (): unknown => readSettings({ [variable]: value });
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ name: 'Misuse' }));
    expect(read).not.toThrow(/secret/);
  });

  it('describes every variable', () => {
    const rows = describeSettings();
    expect(rows.map((row) => row.variable)).toEqual(Object.values(VARIABLES));
    for (const row of rows) expect(row.description.length).toBeGreaterThan(15);
  });
});
