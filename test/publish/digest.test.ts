/** The digest as people get it: both parts say the same, names are protected, hostile content is harmless, real servers take it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { z } from 'zod';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { Digest } from '../../src/model/digest.js';
import { Incident } from '../../src/model/incident.js';
import {
  initialsOf,
  maskerOf,
  renderDigest,
  sendMail,
  wordsOf,
  writeMail,
} from '../../src/publish/publish.js';
import { makeArticle, makeExtraction } from '../store/made-up.js';

const support = {
  report: 'r_1',
  article: 'a_1',
  outlet: 'suara-khatulistiwa',
  evidence: [{ in: 'body' as const, start: 0, end: 5 }],
};
const one = <T>(value: T) => ({
  display: value,
  rule: 'most outlets',
  conflict: false,
  values: [{ value, support: 1, from: [support] }],
});

function incident(change: Partial<Incident> = {}): Incident {
  return Incident.parse({
    id: 'i_1',
    type: 'case',
    stage: 'sanction_imposed',
    tier: 'sanctioned',
    violations: one('campaign_team_role'),
    count: one(1),
    places: one('61.05'),
    election: one({ type: 'pilbup', year: 2024 }),
    date: one('2025-01-14'),
    subjects: [
      {
        name: 'Yohanes Darung Salim',
        variants: ['Yohanes Darung Salim', 'Yohanis'],
        status: one('territorial_official'),
        position: 'camat',
        role: 'accused',
      },
    ],
    authorities: [{ name: 'Bartholomeus Usman', institution: 'ppk_personnel', support: 1 }],
    timeline: [
      {
        value: 'sanction_imposed',
        reality: 'realised',
        date: '2025-01-14',
        precision: 'day',
        support: 1,
        from: [support],
      },
    ],
    links: [
      {
        report: 'r_1',
        article: 'a_1',
        outlet: 'suara-khatulistiwa',
        published: '2025-01-15',
        to: null,
        relation: 'opens',
        score: 1,
        reasons: [],
      },
    ],
    flags: ['reason_conflict'],
    reprints: [],
    possibly: [],
    articles: 1,
    outlets: 1,
    independent: 1,
    firstSeen: '2025-01-15',
    lastSeen: '2025-01-15',
    ...change,
  });
}

type Items = z.input<typeof Digest>['items'];

function digest(items: Items, articlesRead = 12): Digest {
  return Digest.parse({
    date: '2025-01-15',
    subscription: null,
    items,
    coverage: { articlesRead, relevant: items.length, outlets: 3, watched: 5, unanswered: 2 },
  });
}

const quote = {
  text: 'Camat Yohanes Darung Salim resmi dijatuhi hukuman, kata Yohanis.',
  reality: 'realised',
  outlet: 'suara-khatulistiwa',
  url: 'https://suara.example/2025/camat-yohanes-darung-salim-turun',
  title: 'Camat <b>Yohanes</b> & "kawan"',
  published: '2025-01-15',
};
const dictionary = await loadDictionary();
const render = (items: Items, language: 'id' | 'en' = 'id', read = 12) =>
  renderDigest(digest(items, read), wordsOf(dictionary, language));

describe('an edition', () => {
  it('shows initials of people without senior office, in quotes, titles and addresses too', () => {
    const { subject, text, html } = render([
      { incident: incident(), version: 1, reason: 'new', change: null, quotes: [quote] },
    ]);
    for (const part of [subject, text, html]) {
      for (const name of ['Yohanes', 'Darung', 'Salim', 'Yohanis', 'yohanes-darung'])
        expect(part.toLowerCase()).not.toContain(name.toLowerCase());
    }
    expect(text).toContain('YDS');
  });

  it('lists no step as planned or alleged that is told to have come about, save for a later day; the incident keeps it', () => {
    const words = wordsOf(dictionary, 'id');
    const [first] = incident().timeline;
    if (first === undefined) throw new Error('no step');
    const timeline = [
      ...(['planned', 'conditional', 'alleged', 'denied', 'realised'] as const).map((reality) => ({
        ...first,
        reality,
      })),
      { ...first, value: 'examined' as const, reality: 'ongoing' as const },
      { ...first, value: 'examined' as const, reality: 'planned' as const },
      { ...first, value: 'assessed_violation' as const, reality: 'planned' as const },
      { ...first, value: 'assessed_violation' as const, reality: 'denied' as const },
      { ...first, value: 'summoned' as const, reality: 'realised' as const, date: '2024-10-12' },
      { ...first, value: 'summoned' as const, reality: 'planned' as const, date: '2024-10-21' },
      { ...first, value: 'summoned' as const, reality: 'alleged' as const, date: '2024-10-11' },
    ];
    const told = incident({ timeline });
    const { text, html } = render([{ incident: told, version: 1, reason: 'new', change: null, quotes: [] }]);
    const line = (step: string, reality: string): string =>
      `${words.label('step', step)}: ${words.say(`reality.${reality}`)}`;
    for (const part of [text, html]) {
      for (const reality of ['planned', 'conditional', 'alleged'])
        expect(part).not.toContain(line('sanction_imposed', reality));
      for (const reality of ['realised', 'denied']) expect(part).toContain(line('sanction_imposed', reality));
      expect(part).toContain(line('examined', 'ongoing'));
      expect(part).not.toContain(line('examined', 'planned'));
      expect(part).toContain(line('assessed_violation', 'planned'));
      for (const reality of ['realised', 'planned']) expect(part).toContain(line('summoned', reality));
      expect(part).not.toContain(line('summoned', 'alleged'));
    }
    expect(told.timeline).toHaveLength(timeline.length);
  });

  it('says by which filter it tells nothing, in both parts and languages', () => {
    const filtered = { ...digest([]), filter: 'region:33 tier:convicted' };
    for (const [language, name] of [
      ['id', 'Saringan'],
      ['en', 'Filter'],
    ] as const) {
      const { text, html } = renderDigest(filtered, wordsOf(dictionary, language));
      for (const part of [text, html]) expect(part).toContain(`${name}: region:33 tier:convicted`);
    }
    expect(render([]).text).not.toContain('Saringan');
  });

  it('names convicts and senior officials', () => {
    const subjects = incident().subjects.map((one) => ({ ...one, named: true, displayName: one.name }));
    const convicted = incident({ tier: 'convicted', stage: 'convicted', subjects });
    expect(
      render([{ incident: convicted, version: 1, reason: 'changed', change: null, quotes: [quote] }]).text,
    ).toContain('Yohanes Darung Salim');
    expect(maskerOf(convicted)('Yohanes')).toBe('Yohanes');
  });

  it('tells the act that an analyst gave, not those of outlets that he set right', () => {
    const own = incident();
    const corrected = incident({
      violations: { ...own.violations, display: 'online_campaign' },
      review: { ...own.review, corrected: ['violations'] },
    });
    const { text, html } = render([
      { incident: corrected, version: 1, reason: 'corrected', change: null, quotes: [] },
    ]);
    const words = wordsOf(dictionary, 'id');
    for (const part of [text, html]) {
      expect(part).toContain(
        `${words.label('violation', 'online_campaign')} (${words.say('change.reviewed')})`,
      );
      expect(part).not.toContain(words.label('violation', 'campaign_team_role'));
    }
  });

  it('covers names with hyphens, however they are parted', () => {
    const subjects = incident().subjects.map((one) => ({ ...one, name: 'Nurul-Aini Salim', variants: [] }));
    const mask = maskerOf(incident({ subjects }));
    for (const spelled of ['Nurul-Aini Salim', 'Nurul Aini Salim', 'NURUL AINI', 'Aini'])
      expect(mask(`Camat ${spelled} diam.`).toLowerCase()).not.toMatch(/nurul|aini|salim/);
  });

  it('names no other person of an incident that ended in a conviction', () => {
    const [one] = incident().subjects;
    const subjects = [
      { ...one, name: 'Ngadimin Rahardja', named: true, displayName: 'Ngadimin Rahardja' },
      { ...one, displayName: 'YDS' },
    ] as Incident['subjects'];
    const convicted = incident({ tier: 'convicted', stage: 'convicted', subjects });
    const { text } = render([
      { incident: convicted, version: 1, reason: 'changed', change: null, quotes: [quote] },
    ]);
    expect(text).toContain('Ngadimin Rahardja');
    expect(text).not.toContain('Yohanes');
    expect(text).not.toContain('Darung');
  });

  it('says the same in both parts, and lets no markup of an article through', () => {
    const { text, html } = render([
      {
        incident: incident(),
        version: 1,
        reason: 'new',
        change: null,
        quotes: [{ ...quote, url: 'javascript:alert(1)' }],
      },
    ]);
    const words = html
      .replace(/<title>.*?<\/title>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'");
    const bare = (part: string) => new Set(part.toLowerCase().match(/[\p{L}\d]+/gu));
    expect([...bare(text)].filter((word) => !bare(words).has(word))).toEqual([]);
    expect(html).not.toContain('<b>Y');
    expect(html).not.toContain('javascript:');
  });

  it('does not call news what was told long ago and read only now', () => {
    const reasonOf = (reason: 'new' | 'changed', lastSeen: string | null): string => {
      const item = { incident: incident({ lastSeen }), version: 1, reason, change: null, quotes: [quote] };
      return /Dimuat karena .*/.exec(render([item]).text)?.[0] ?? '';
    };
    const fresh = 'Dimuat karena baru diberitakan';
    expect([reasonOf('new', '2025-01-15T09:00:00+07:00'), reasonOf('new', null)]).toEqual([fresh, fresh]);
    expect(reasonOf('new', '2024-11-02T09:00:00+07:00')).toBe(
      'Dimuat karena baru terbaca; diberitakan 2 November 2024',
    );
    expect(reasonOf('changed', '2024-11-02')).not.toContain('baru terbaca');
  });

  it('tells people by what they are, with how many, and the harmed as harmed; a step on a line of its own', () => {
    const [person] = incident().subjects;
    if (person === undefined) throw new Error('nobody');
    const as = (over: Partial<typeof person>) => ({ ...person, variants: [], ...over });
    const [step] = incident().timeline;
    if (step === undefined) throw new Error('no step');
    const { text, html, subject } = render([
      {
        incident: incident({
          count: one(4),
          subjects: [
            as({ name: 'Agus Salim', displayName: 'AS' }),
            as({ name: 'Dodi Nur', displayName: 'DN' }),
            as({ name: null, displayName: null }),
            as({ name: 'Rina Sari', displayName: 'RS', role: 'victim', status: one('pppk') }),
          ],
          timeline: [{ ...step, value: 'examined', date: '2024-12-01' }, step],
        }),
        version: 1,
        reason: 'new',
        change: null,
        quotes: [],
      },
    ]);
    expect(text).toContain(
      'Siapa: AS, DN dan lainnya – Camat, lurah atau pejabat wilayah; RS – PPPK, korban; seluruhnya 4 orang\n',
    );
    expect(text).toContain(
      '  Langkah:\n    - Diperiksa: sudah terjadi (1 Desember 2024)\n    - Dijatuhi sanksi',
    );
    expect(html).toContain('<li>Diperiksa: sudah terjadi (1 Desember 2024)</li>');
    // Where tier and stage are called the same, they are said once.
    expect(text).toContain('[Dijatuhi sanksi] Kabupaten Sintang\n');
    expect(subject).toContain('1 baru');
  });

  it('says what an analyst decided, since no sentence of an outlet does', () => {
    const told = (review: Partial<Incident['review']>): string => {
      const own = { ...incident().review, ...review };
      const item = { incident: incident({ review: own }), version: 1, reason: 'new' as const, change: null };
      return /Telaah: .*/.exec(render([{ ...item, quotes: [quote] }]).text)?.[0] ?? '';
    };
    expect(told({})).toBe('');
    expect(told({ corrected: ['stage', 'date'] })).toBe('Telaah: menurut analis: tahap, tanggal');
    expect(told({ status: 'confirmed', stale: true })).toBe(
      'Telaah: dibenarkan analis; bukti di bawahnya berubah sejak itu',
    );
  });

  it('says how many outlets were watched, and how many of them did not answer', () => {
    const { text, html } = render([], 'en');
    const told = 'Watched: 5 outlets, 2 of which did not answer.';
    expect(text).toContain(told);
    expect(html).toContain(told);
    const unwatched = Digest.parse({
      ...digest([]),
      coverage: { articlesRead: 1, relevant: 0, outlets: 1, watched: 0, unanswered: 0 },
    });
    expect(renderDigest(unwatched, wordsOf(dictionary, 'en')).text).not.toContain('Watched');
  });

  it('writes nought in words, one as one, and thousands as its language does', () => {
    const told = (coverage: object, language: 'id' | 'en' = 'id'): string => {
      const whole = { articlesRead: 0, relevant: 0, outlets: 0, watched: 0, unanswered: 0, ...coverage };
      const edition = Digest.parse({ ...digest([]), coverage: whole });
      return (
        /(Cakupan|Coverage): .*/.exec(renderDigest(edition, wordsOf(dictionary, language)).text)?.[0] ?? ''
      );
    };
    expect(told({})).toBe('Cakupan: tidak ada artikel yang dibaca. Tidak ada media yang dipantau.');
    expect(told({ watched: 7, unanswered: 7 }, 'en')).toBe(
      'Coverage: no article was read. Watched: 7 outlets, none of which answered.',
    );
    expect(told({ articlesRead: 1, outlets: 1, watched: 1 }, 'en')).toBe(
      'Coverage: 1 article read from 1 outlet; on the neutrality of public apparatus: 0. Watched: 1 outlet, which answered.',
    );
    expect(told({ articlesRead: 1800, outlets: 454, relevant: 36, watched: 454 })).toBe(
      'Cakupan: 1.800 artikel dibaca dari 454 media, 36 di antaranya menyangkut netralitas aparatur. Dipantau: 454 media, semuanya menjawab.',
    );
    const crowd = {
      incident: incident({ count: one(1800) }),
      version: 1,
      reason: 'new' as const,
      change: null,
    };
    expect(render([{ ...crowd, quotes: [] }]).text).toContain(', 1.800 orang\n');
    expect(render([{ ...crowd, quotes: [] }], 'en').text).toContain(', 1,800 people\n');
  });

  it('covers the whole name that comes with a reply of somebody whom articles call by initials', () => {
    const subjects = incident().subjects.map((one) => ({
      ...one,
      name: 'MT',
      variants: [],
      displayName: 'MT',
    }));
    const reply = {
      id: 'review-1',
      kind: 'right_of_reply' as const,
      by: 'Mateus Tarigan',
      text: 'Mateus tidak berkampanye, kata Tarigan.',
      url: 'https://kabar.example/hak-jawab-mateus-tarigan',
      date: '2024-10-21',
    };
    const item = { incident: incident({ subjects, replies: [reply] }), version: 1, reason: 'new' as const };
    const { text, html } = render([{ ...item, change: null, quotes: [] }]);
    for (const part of [text, html]) expect(part.toLowerCase()).not.toMatch(/mateus|tarigan/);
    expect(text).toContain('MT, Hak jawab');
  });

  it('tells silence from blindness, in both languages, with no phrase missing', () => {
    for (const language of ['id', 'en'] as const) {
      const quiet = render([], language, 12);
      const blind = render([], language, 0);
      expect(quiet.text).not.toBe(blind.text);
      expect(blind.subject).toMatch(/: (tidak ada artikel yang terbaca|no article was read)$/);
      expect(quiet.subject).toMatch(/0/);
      const full = render(
        [{ incident: incident(), version: 1, reason: 'new', change: null, quotes: [quote] }],
        language,
      );
      expect(`${quiet.text}${blind.text}${full.text}`).not.toMatch(
        /\b(digest|fact|reason|tier|reality|flag|change|date|label)\.[a-z_]+/,
      );
    }
    expect(Object.keys(dictionary.phrases.id).toSorted()).toEqual(
      Object.keys(dictionary.phrases.en).toSorted(),
    );
  });

  it('that tells of several days says which, how much was read on all of them, and on which of them nothing', () => {
    const base = digest([]);
    const told = {
      ...base,
      date: '2024-11-24',
      coverage: base.coverage && { ...base.coverage, articlesRead: 0 },
    };
    const span = { from: '2024-11-21', articlesRead: 90, relevant: 4, outlets: 7, unread: ['2024-11-24'] };
    const { subject, text } = renderDigest({ ...told, span }, wordsOf(dictionary, 'id'));
    expect(subject).toContain('21 November 2024 s.d. 24 November 2024: 0 baru');
    expect(text).toContain('Tidak ada kejadian baru atau perubahan dalam artikel yang dibaca.');
    expect(text).toContain('90 artikel dibaca dari 7 media');
    expect(text).toContain('Tanpa satu artikel pun: 24 November 2024.');
    expect(`${subject}${text}`).not.toContain('hari ini');
    const alone = renderDigest(told, wordsOf(dictionary, 'id'));
    expect(alone.subject).toBe('Pantau Netralitas 24 November 2024: tidak ada artikel yang terbaca');
  });

  it('counts one as one in published counts', () => {
    const claim = makeExtraction(makeArticle('a1'), []).claims[0];
    const told = (value: number): string =>
      renderDigest(
        Digest.parse({ ...digest([]), claims: [{ claim: { ...claim, value }, quote }] }),
        wordsOf(dictionary, 'en'),
      ).text;
    expect(told(1)).toContain(': 1 person, ');
    expect(told(2)).toContain(': 2 people, ');
  });

  it('of a filter is blind where no outlet of the filter was read, however much was read elsewhere', () => {
    const near = { known: 34, articlesRead: 0, outlets: 0 };
    for (const [language, blind] of [
      ['id', /tidak ada artikel yang terbaca dari media pada saringan/],
      ['en', /no article was read from outlets of the filter/],
    ] as const) {
      const words = wordsOf(dictionary, language);
      const { subject, text } = renderDigest({ ...digest([]), near }, words);
      expect(subject).toMatch(blind);
      expect(text).toContain(words.say('digest.unread.near'));
      const seeing = renderDigest({ ...digest([]), near: { ...near, articlesRead: 1, outlets: 1 } }, words);
      expect(seeing.subject).not.toMatch(blind);
      expect(seeing.text).toMatch(/34 (dikenal|known)\): 1 (artikel dari 1 media|article from 1 outlet)\./);
    }
  });

  it('has a name of its own for each code that several concepts make', () => {
    const told = new Set(['step', 'violation', 'subject', 'election', 'institution']);
    const codes = dictionary.concepts
      .filter(({ kind, code }) => told.has(kind) && code !== 'none')
      .map(({ kind, code }) => `${kind}.${code}`);
    const several = new Set(codes.filter((code, at) => codes.indexOf(code) !== at));
    for (const language of ['id', 'en'] as const)
      expect([...several].filter((code) => !(`label.${code}` in dictionary.phrases[language]))).toEqual([]);
  });

  it('initials are made of names', () => {
    expect(initialsOf('AMR')).toBe('AMR');
    expect(initialsOf('Siti Nur Aini')).toBe('SNA');
  });
});

describe('the mail', () => {
  const received: { to: string[]; mail: ParsedMail }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (address, _session, done) =>
      done(
        address.address.startsWith('bad')
          ? Object.assign(new Error('no such user'), { responseCode: 550 })
          : null,
      ),
    onData: (stream, session, done) => {
      simpleParser(stream).then(
        (mail) => {
          received.push({ to: session.envelope.rcptTo.map((one) => one.address), mail });
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  let url = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.server.address();
    url = `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  it('passes a MIME parser with both parts and cannot be given further headers', async () => {
    const rendered = render([
      { incident: incident(), version: 1, reason: 'new', change: null, quotes: [quote] },
    ]);
    const bytes = await writeMail(
      { ...rendered, subject: 'a\r\nBcc: x@evil.example' },
      { from: 'Pantau <pantau@ngo.example>', to: 'staf@ngo.example', date: '2025-01-15' },
    );
    const mail = await simpleParser(bytes);
    expect(mail.bcc).toBeUndefined();
    expect(mail.text?.trim()).toBe(rendered.text.trim());
    expect(mail.html).toContain('<h1');
    expect(mail.subject).toContain('Bcc: x@evil.example');
  });

  it('is taken by a real server, and a refused address is told apart', async () => {
    const rendered = render([]);
    await sendMail(rendered, { from: 'pantau@ngo.example', to: 'staf@ngo.example', date: '2025-01-15' }, url);
    expect(received).toHaveLength(1);
    expect(received[0]?.to).toEqual(['staf@ngo.example']);
    expect(received[0]?.mail.subject).toBe(rendered.subject);
    await expect(
      sendMail(rendered, { from: 'pantau@ngo.example', to: 'bad@ngo.example', date: '2025-01-15' }, url),
    ).rejects.toThrow(/bad@ngo.example/);
    await expect(
      sendMail(
        rendered,
        { from: 'p@ngo.example', to: 'staf@ngo.example', date: '2025-01-15' },
        'smtp://127.0.0.1:1',
      ),
    ).rejects.toThrow(/run the digest again/);
  });
});
