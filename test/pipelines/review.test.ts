/** Reviews on the real flow: decisions stand above machine output, survive new extractions and linking, and show everywhere. Persons are invented. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportReviews } from '../../pipelines/export-reviews.js';
import { readGoldFile } from '../../src/audit/audit.js';
import type { Report } from '../../src/model/report.js';
import type { Review } from '../../src/model/review.js';
import { openStore, type Decision } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { at, makeQuery } from '../store/made-up.js';
import { Desk, dictionary, report, TEXT } from './desk.js';
import { runProgram } from './run-program.js';

jest.setTimeout(240_000);

/** A draft as a gold article. */
const readGold = (text: string, name: string) => {
  const { articles, mends } = readGoldFile(text, { folder: 'open', name: `${name}.yaml`, path: name });
  // What is left to the person who writes it anew: its length, and what decides where it goes.
  expect(mends.filter((mend) => !/words: write|belongs into|folder/.test(mend))).toEqual([]);
  return articles[0];
};

eachBackend((_name, open) => {
  describe('a decision', () => {
    const store = useStore(open);
    let desk: Desk;
    const changesToday = () => {
      const today = new Date().toISOString().slice(0, 10);
      return store().changes({ from: today, to: today, zone: 'UTC', asOf: new Date() });
    };
    const sample = { name: 'Darmo Lastro', place: '33.15' };

    beforeAll(async () => {
      desk = new Desk(store());
      await desk.tell('a', [report('a1', sample)]);
      await desk.tell('b', [report('b1', sample)]);
      await desk.tell('c', [report('c1', { name: 'Winarno Giri', place: '33.16' })]);
      expect(await desk.shown()).toEqual(['a1+b1', 'c1']);
    });

    it('corrects a value, beside which those of the outlets stay, and can be asked for', async () => {
      const id = await desk.holding('a1');
      const made = await desk.decide(id, 'correct', {
        field: 'stage',
        value: 'sanction_imposed',
        note: 'SK dilihat',
      });
      await desk.decide(id, 'correct', { field: 'count', value: 3 });
      const incident = await store().incident(id);
      expect(incident).toMatchObject({
        stage: 'sanction_imposed',
        tier: 'sanctioned',
        count: { display: 3, values: [{ value: 1, support: 1 }] },
        stages: {
          display: 'sanction_imposed',
          rule: `given by ${made.id}`,
          values: [{ value: 'examined', support: 1 }],
        },
        review: { status: 'unreviewed', corrected: ['stage', 'count'], stale: false },
      });
      const found = await store().queryIncidents(makeQuery({ tier: ['sanctioned'] }));
      expect(found.rows.map((one) => one.id)).toEqual([id]);
      expect((await store().history(id)).at(-1)).toMatchObject({
        kind: 'changed',
        causes: [{ kind: 'review' }],
      });
    });

    it('survives other dictionaries, new reports and linking anew, and is stale once its evidence changed', async () => {
      const id = await desk.holding('a1');
      await desk.tell('a', [report('a1', sample)], 'sha256:b');
      expect((await store().incident(id))?.review).toMatchObject({
        corrected: ['stage', 'count'],
        stale: false,
      });
      await desk.tell('a', [report('a9', { ...sample, stage: 'assessed_violation', offset: 3 })], 'sha256:c');
      expect(await desk.holding('a9')).toBe(id);
      expect(await store().incident(id)).toMatchObject({
        stage: 'sanction_imposed',
        review: { stale: true },
      });
      const stale = (await store().reviews(id)).filter((one) => one.stale);
      expect(stale.map(({ review }) => review.field)).toEqual(['stage']);
      const digest = await changesToday();
      expect(digest.find(({ incident }) => incident.id === id)?.incident.stage).toBe('sanction_imposed');
    });

    it('is taken back by another, both of which stay on record', async () => {
      const id = await desk.holding('a9');
      for (const { review } of await store().reviews(id))
        await desk.decide(id, 'revoke', { value: review.id }, 2);
      expect(await store().incident(id)).toMatchObject({
        stage: 'assessed_violation',
        review: { corrected: [], decisions: [], stale: false },
      });
      const all = await store().reviews(id);
      expect(all.map(({ review, revoked }) => [review.decision, revoked])).toEqual([
        ['correct', true],
        ['correct', true],
        ['revoke', false],
        ['revoke', false],
      ]);
    });

    it('parts reports that linking joins, until it is taken back, also when they are extracted anew', async () => {
      const id = await desk.holding('b1');
      const made = await desk.decide(id, 'split', { value: ['b1'] });
      expect(await desk.shown()).toEqual(['a9', 'b1', 'c1']);
      expect(await store().redirects(id)).toMatchObject([
        { id, reason: 'split', causes: [{ kind: 'review', ref: made.id }] },
      ]);
      await desk.tell('b', [report('b2', { ...sample, offset: 2 })], 'sha256:b');
      expect(await desk.shown()).toEqual(['a9', 'b2', 'c1']);
      await desk.tell('d', [report('d1', sample)]);
      expect((await desk.shown()).filter((one) => one.includes('a9') && one.includes('b2'))).toEqual([]);
      await desk.decide(id, 'revoke', { value: made.id }, 3);
      expect(await desk.shown()).toEqual(['a9+b2+d1', 'c1']);
      expect(await store().resolveIncident(id)).toHaveLength(1);
    });

    it('joins incidents that nothing else would join, and says so in the links', async () => {
      const [one, other] = [await desk.holding('a9'), await desk.holding('c1')];
      const made = await desk.decide(other, 'merge', { value: one });
      expect(await desk.shown()).toEqual(['a9+b2+c1+d1']);
      expect(await store().resolveIncident(other)).toEqual([one]);
      expect(await store().redirects(other)).toMatchObject([
        { to: one, reason: 'merge', causes: [{ ref: made.id }] },
      ]);
      const links = (await store().incident(one))?.links ?? [];
      expect(links.flatMap(({ reasons }) => reasons).join()).toContain('bound together by a review');
      await desk.tell('c', [report('c2', { name: 'Winarno Giri', place: '33.16', offset: 1 })], 'sha256:b');
      expect(await desk.shown()).toEqual(['a9+b2+c2+d1']);
      await desk.decide(other, 'revoke', { value: made.id }, 4);
      expect(await desk.shown()).toEqual(['a9+b2+d1', 'c2']);
      expect(await desk.holding('c2')).toBe(other);
    });

    it('confirms, and keeps a report out of every incident', async () => {
      const id = await desk.holding('a9');
      await desk.decide(id, 'confirm', {}, 5);
      expect((await store().incident(id))?.review).toMatchObject({ status: 'confirmed', stale: false });
      const made = await desk.decide('d1', 'reject', { note: 'Bukan perkara ini' });
      expect(await desk.shown()).toEqual(['a9+b2', 'c2']);
      await desk.tell('d', [report('d2', { ...sample, offset: 1 })], 'sha256:b');
      expect(await desk.shown()).toEqual(['a9+b2', 'c2']);
      const onReport = (await store().reviews('d2')).filter(({ review }) => review.target.kind === 'report');
      expect(onReport.map(({ review, stale }) => [review.id, stale])).toEqual([[made.id, true]]);
      expect((await store().incident(id))?.review).toMatchObject({ status: 'confirmed', stale: true });
    });

    it('withdraws an incident whatever joins it, from queries, digests and the data set of today, not of yesterday', async () => {
      const id = await desk.holding('a9');
      const before = new Date();
      const made = await desk.decide(id, 'withdraw', { note: 'Permintaan sah' }, 6);
      expect(await store().incident(id)).toBeNull();
      expect(await desk.shown()).toEqual(['c2']);
      await desk.tell('e', [report('e1', sample)]);
      expect(await desk.holding('e1')).toBe(id);
      expect(await desk.shown()).toEqual(['c2']);
      expect((await store().queryIncidents(makeQuery(), before)).total).toBe(2);
      expect((await store().history(id)).at(-1)).toMatchObject({
        kind: 'removed',
        causes: [{ kind: 'review', ref: made.id }],
      });
      await desk.decide(id, 'confirm', {}, 7);
      expect(await desk.shown()).toEqual(['a9+b2+e1', 'c2']);
    });

    it('attaches a reply that shows wherever the incident shows, and stays through a merge', async () => {
      const [one, other] = [await desk.holding('c2'), await desk.holding('a9')];
      const value = {
        kind: 'right_of_reply',
        by: 'Winarno Giri',
        text: 'Saya tidak pernah mendukung siapa pun.',
        url: 'https://outlet-c.example/hak-jawab',
        date: '2024-03-05',
      };
      const made = await desk.decide(one, 'reply', { value }, 8);
      expect((await store().incident(one))?.replies).toEqual([{ ...value, id: made.id }]);
      const [change] = (await changesToday()).filter(({ incident }) => incident.id === one);
      expect(change?.incident.replies).toHaveLength(1);
      expect((await store().history(one)).at(-1)?.causes).toEqual([{ kind: 'reply', ref: made.id }]);
      await desk.decide(other, 'merge', { value: one }, 9);
      const [now] = await store().resolveIncident(one);
      expect((await store().incident(now ?? ''))?.replies).toHaveLength(1);
    });

    it.each<[string, Review['decision'], Partial<Decision>, RegExp]>([
      ['nowhere', 'confirm', {}, /no incident and no report "nowhere"/],
      ['a9', 'merge', { value: 'b2' }, /decided on incidents/],
      ['', 'merge', { value: 'nowhere' }, /no incident "nowhere"/],
      ['', 'split', { value: [] }, /not none and not all/],
      ['', 'split', { value: ['zz'] }, /zz is not of/],
      ['', 'correct', { field: 'tier', value: 'guilty' }, /tier: "guilty" is none of alleged, found, /],
      ['', 'correct', { field: 'date', value: '8 Februari' }, /date: "8 Februari" /],
      ['', 'correct', { field: 'count', value: 1.5 }, /count: "1.5" is no whole number/],
      ['', 'correct', { field: null, value: 1 }, /field/],
      ['', 'note', {}, /what is to be noted/],
      [
        '',
        'reply',
        { value: { kind: 'right_of_reply', by: null, text: 'x', url: 'javascript:alert(1)', date: null } },
        /reply: --url is no web address/,
      ],
      [
        '',
        'reply',
        { value: { kind: 'hak_jawab', by: null, text: 'x', url: null, date: null } },
        /reply: --kind is none of correction, right_of_reply, clarification/,
      ],
      ['', 'revoke', { value: 'review-none' }, /no decision "review-none"/],
    ])('on "%s" to %s is refused when it does not fit', async (id, decision, over, message) => {
      const target = id === '' ? await desk.holding('a9') : id;
      await expect(desk.decide(target, decision, over)).rejects.toMatchObject({
        name: 'Misuse',
        message: expect.stringMatching(message),
      });
    });

    it('made twice at the same moment is stored once, and one that was not linked yet shows with the next linking', async () => {
      const id = await desk.holding('a9');
      const decision: Decision = {
        target: { kind: 'incident', id },
        decision: 'correct',
        field: 'places',
        value: '33.17',
        note: null,
        author: 'Analis',
      };
      const count = async () => (await store().reviews()).length;
      const before = await count();
      const made = await Promise.all([1, 2, 3].map(() => store().decide(decision, at(10))));
      expect(new Set(made.map((one) => one.id)).size).toBe(1);
      expect(await count()).toBe(before + 1);
      expect((await store().incident(id))?.places.display).toBe('33.15');
      await desk.link();
      expect((await store().incident(id))?.places.display).toBe('33.17');
      expect((await store().queryIncidents(makeQuery({ region: ['33.17'] }))).total).toBe(1);
    });
  });

  describe('what was decided', () => {
    const store = useStore(open);

    it('is exported as gold articles that can be read, and as examples with their words marked', async () => {
      const desk = new Desk(store());
      await desk.tell('a', [report('a1', { name: 'Darmo Lastro', place: '33.15' })]);
      await desk.tell('c', [report('c1', { name: 'Winarno Giri', place: '33.16' })]);
      await desk.decide(await desk.holding('a1'), 'correct', {
        field: 'violations',
        value: 'online_campaign',
      });
      const whole = await desk.holding('a1');
      const put = (field: 'subject' | 'step' | 'count', value: Decision['value']) =>
        desk.decide(whole, 'correct', { field, value });
      await put('subject', { of: 'Darmo Lastro', set: { status: 'village_staff' } });
      await put('step', { of: 'examined', set: { step: 'summoned' } });
      await put('count', 2);
      await desk.decide('c1', 'reject');
      const folder = await mkdtemp(join(tmpdir(), 'pantau-reviews-'));
      try {
        await exportReviews(store(), dictionary, folder);
        expect((await readdir(join(folder, 'gold'))).toSorted()).toEqual(['review-a.yaml', 'review-c.yaml']);
        const text = await readFile(join(folder, 'gold/review-a.yaml'), 'utf8');
        const gold = readGold(text, 'review-a');
        expect(gold).toMatchObject({
          relevance: 'case',
          reports: [
            {
              violations: ['online_campaign'],
              places: ['33.15'],
              stage: 'summoned',
              steps: [['summoned', 'realised']],
              subjects: [{ name: 'Darmo Lastro', status: 'village_staff', count: 2 }],
            },
          ],
        });
        expect(text).toContain('{{1 subject|Darmo Lastro}}');
        expect(
          readGold(await readFile(join(folder, 'gold/review-c.yaml'), 'utf8'), 'review-c'),
        ).toMatchObject({ reports: [] });
        const proposals = await readFile(join(folder, 'proposals.yaml'), 'utf8');
        expect(proposals).toContain('"code":"online_campaign","forms":["mendukung calon bupat');
        expect(proposals).toContain(
          '"examples":{"find":["Kepala desa Sumberjati, Darmo Lastro, diperiksa karena [mendukung calon bupat',
        );
        expect(proposals).toContain('"kind":"step","code":"examined","examples":{"ignore":');
        expect(proposals).toContain('"kind":"step","code":"summoned","forms":["diperiks');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  });

  describe('a decision on an incident of several reports', () => {
    const store = useStore(open);

    let desk: Desk;
    let folder: string;
    const sample = { name: 'Darmo Lastro', place: '33.15' };
    /** Each in words of its own, so that none is a copy of another. */
    const tell = (article: string, one: Report) => {
      const words = Array.from({ length: 60 }, (_, at) => `${article}${at}`).join(' ');
      return desk.tell(article, [one], 'sha256:a', { text: `${TEXT} ${words}` });
    };
    const read = async () => {
      await rm(folder, { recursive: true, force: true });
      await exportReviews(store(), dictionary, folder);
      const drafts = new Map<string, string>();
      for (const name of (await readdir(join(folder, 'gold'))).toSorted())
        drafts.set(
          name.slice('review-'.length, -'.yaml'.length),
          await readFile(join(folder, 'gold', name), 'utf8'),
        );
      const lines = (await readFile(join(folder, 'proposals.yaml'), 'utf8')).split('\n');
      const proposals = lines.flatMap((line) =>
        line.startsWith('- ') ? [JSON.parse(line.slice(2)) as Record<string, unknown>] : [],
      );
      return { drafts, proposals };
    };
    const takeBack = async (id: string) => {
      for (const { review, revoked } of await store().reviews(id))
        if (!revoked && review.decision === 'correct')
          await desk.decide(id, 'revoke', { value: review.id }, 20);
    };

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'pantau-reviews-'));
      desk = new Desk(store());
      await tell('a', report('a1', sample));
      await tell('b', report('b1', { ...sample, stage: 'sanction_imposed' }));
      await tell('c', report('c1', { ...sample, violation: 'online_campaign' }));
      expect(await desk.shown()).toEqual(['a1+b1+c1']);
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it('is about the report that told what was shown', async () => {
      const whole = await desk.holding('a1');
      const made = await desk.decide(whole, 'correct', { field: 'stage', value: 'summoned' });
      const { drafts, proposals } = await read();
      expect([...drafts.keys()]).toEqual(['b']);
      expect(readGold(drafts.get('b') ?? '', 'review-b')).toMatchObject({
        reports: [{ stage: 'summoned', steps: [['summoned', 'realised']] }],
      });
      expect(drafts.get('b')).toMatch(
        /note: "Judged by (review-\w+)\. Put right: \1 gives stage \\"summoned\\" to all of incident-\w+; this article told what was shown before\."/,
      );
      const of = { review: made.id, article: 'b', kind: 'step' };
      expect(proposals).toEqual([
        {
          ...of,
          rule: 'lexicon/test/1',
          code: 'sanction_imposed',
          examples: { ignore: [expect.any(String)] },
        },
        {
          ...of,
          rule: null,
          code: 'summoned',
          forms: ['diperiks'],
          examples: { find: [expect.any(String)] },
        },
      ]);
      await takeBack(whole);
    });

    it('is about all that told it alike, and says so', async () => {
      const whole = await desk.holding('a1');
      await desk.decide(whole, 'correct', { field: 'count', value: 2 });
      const { drafts, proposals } = await read();
      expect([...drafts.keys()]).toEqual(['a', 'b', 'c']);
      for (const [id, text] of drafts) {
        expect(readGold(text, `review-${id}`)).toMatchObject({ reports: [{ subjects: [{ count: 2 }] }] });
        expect(text).toContain('this article told what was shown before, as 2 more did.');
      }
      expect(proposals).toEqual([]);
      await takeBack(whole);
      await desk.decide(whole, 'correct', { field: 'violations', value: 'social_media_interaction' }, 3);
      const ofActs = await read();
      expect([...ofActs.drafts.keys()]).toEqual(['a', 'b']);
      expect(ofActs.proposals.map(({ article, code, doubt }) => [article, code, doubt])).toEqual(
        ['a', 'b'].flatMap((article) =>
          ['public_endorsement', 'social_media_interaction'].map((code) => [
            article,
            code,
            '1 more told the same, so that the article may say it indeed',
          ]),
        ),
      );
      await takeBack(whole);
    });

    it('leaves open whether an article says itself what others contradict, in draft and proposal', async () => {
      const whole = await desk.holding('a1');
      // Two tell of the one act, one of the other, which an analyst finds right.
      await desk.decide(whole, 'correct', { field: 'violations', value: 'online_campaign' });
      const { drafts, proposals } = await read();
      expect([...drafts.keys()]).toEqual(['a', 'b', 'c']);
      for (const id of ['a', 'b']) {
        expect(readGold(drafts.get(id) ?? '', `review-${id}`)).toMatchObject({
          reports: [{ violations: ['public_endorsement'] }],
        });
        expect(drafts.get(id)).toMatch(
          /To be judged: .*: other reports of it tell online_campaign, so that this article may say public_endorsement indeed; the label/,
        );
      }
      expect(drafts.get('c')).toMatch(/note: "Judged by review-\w+\."/);
      expect(proposals.map(({ article, code, doubt }) => [article, code, doubt])).toEqual(
        ['a', 'b'].flatMap((article) =>
          ['public_endorsement', 'online_campaign'].map((code) => [
            article,
            code,
            expect.stringContaining('other reports of it tell online_campaign'),
          ]),
        ),
      );
      await takeBack(whole);
    });

    it('that nothing told is proposed without words, and says so', async () => {
      const whole = await desk.holding('a1');
      await desk.decide(whole, 'correct', { field: 'step', value: { of: null, set: { step: 'convicted' } } });
      const { drafts, proposals } = await read();
      expect(
        [...drafts.values()].every((text) => text.includes('it was added, and no report tells of it')),
      ).toBe(true);
      expect(proposals).toMatchObject(
        ['a', 'b', 'c'].map((article) => ({
          article,
          code: 'convicted',
          doubt: 'it was added, and no report tells of it',
        })),
      );
      expect(proposals.every((one) => !('examples' in one) && !('forms' in one))).toBe(true);
      await takeBack(whole);
    });

    it('of a person or a step is about those who tell of them', async () => {
      const whole = await desk.holding('a1');
      await desk.decide(whole, 'correct', {
        field: 'step',
        value: { of: 'sanction_imposed', set: { step: 'summoned' } },
      });
      const steps = await read();
      expect([...steps.drafts.keys()]).toEqual(['b']);
      expect(readGold(steps.drafts.get('b') ?? '', 'review-b')).toMatchObject({
        reports: [{ stage: 'summoned', steps: [['summoned', 'realised']] }],
      });
      expect(steps.proposals.map(({ article, code }) => [article, code])).toEqual([
        ['b', 'sanction_imposed'],
        ['b', 'summoned'],
      ]);
      await takeBack(whole);
      const told = report('d1', sample);
      await tell('d', {
        ...told,
        subjects: told.subjects.map((one) => ({ ...one, status: 'village_staff' })),
      });
      expect(await desk.holding('d1')).toBe(whole);
      await desk.decide(whole, 'correct', {
        field: 'subject',
        value: { of: 'Darmo Lastro', set: { status: 'territorial_official' } },
      });
      const people = await read();
      const statuses = [...people.drafts].map(([id, text]) => [
        id,
        readGold(text, `review-${id}`)?.reports[0]?.subjects.map(({ status }) => status),
      ]);
      expect(statuses).toEqual([
        ['a', ['territorial_official']],
        ['b', ['territorial_official']],
        ['c', ['territorial_official']],
      ]);
      await takeBack(whole);
    });

    it('leaves open of which group a number is that an article tells of several', async () => {
      await desk.tell('x', [
        report('x1', { name: 'Sutarno Wibisana', place: '33.20' }),
        report('x2', { name: 'Winarno Giri', place: '33.20', offset: 3 }),
      ]);
      const [one, other] = [await desk.holding('x1'), await desk.holding('x2')];
      if (one !== other) await desk.decide(other, 'merge', { value: one });
      const whole = await desk.holding('x1');
      await desk.decide(whole, 'correct', { field: 'count', value: 3 });
      const { drafts } = await read();
      expect(/^reports: .*$/m.exec(drafts.get('x') ?? '')?.[0].match(/"count":\d/g)).toEqual([
        '"count":1',
        '"count":1',
      ]);
      expect(drafts.get('x')).toContain(
        'its article tells of 2 groups, which are counted together; the label',
      );
      await takeBack(whole);
    });

    it('that a later one overruled is not exported', async () => {
      const whole = await desk.holding('a1');
      await desk.decide(whole, 'correct', { field: 'stage', value: 'convicted' });
      const last = await desk.decide(whole, 'correct', { field: 'stage', value: 'summoned' }, 2);
      const { proposals } = await read();
      expect(new Set(proposals.map(({ review }) => review))).toEqual(new Set([last.id]));
      await takeBack(whole);
    });
  });

  describe('the program', () => {
    it('decides, lists and tells what is wrong with a call', async () => {
      const options = await open();
      const store = await openStore(options);
      const desk = new Desk(store);
      await desk.tell('a', [report('a1', { name: 'Darmo Lastro', place: '33.15' })]);
      const id = await desk.holding('a1');
      await store.close();
      const env: Record<string, string> = options.url
        ? { PANTAU_DATABASE_URL: options.url }
        : { PANTAU_DATA: options.folder ?? '' };
      const run = (...args: string[]) =>
        runProgram(compiled, ['review', ...args], {
          cwd: process.cwd(),
          env: { ...env, PANTAU_AUTHOR: 'Analis Uji' },
        });
      const corrected = await run(
        'correct',
        id,
        '--field',
        'election',
        '--value',
        'pilbup 2024',
        '--note',
        'dari KPU',
      );
      expect([corrected.code, corrected.errors]).toEqual([0, '']);
      expect(corrected.out).toContain(`${id}: alleged, examined, unreviewed, corrected: election`);
      const listed = await run('list', id);
      expect(listed.out).toMatch(
        /^review-\w+ {2}\S+ {2}Analis Uji {2}correct {2}incident-\w+ {2}pemilihan \/ election: Pilbup \/ Regent election \(pilbup\) 2024 {2}dari KPU$/m,
      );
      const person = ['correct', id, '--field', 'subject', '--of', 'darmo lastro'];
      const named = await run(...person, '--set', 'name=Darmo Lastro Wibowo', '--set', 'position=Carik');
      expect([named.code, named.errors]).toEqual([0, '']);
      const step = ['correct', id, '--field', 'step'];
      const dated = await run(...step, '--of', 'examined', '--set', 'date=2024-02-08');
      expect([dated.code, dated.errors]).toEqual([0, '']);
      expect((await run(...step, '--set', 'step=sanction_imposed')).out).toContain(`${id}: sanctioned`);
      const shown = await runProgram(compiled, ['show', id], { cwd: process.cwd(), env });
      expect(shown.out).toMatch(/accused: DLW, Carik {2}\(given by review-\w+\)/);
      expect(shown.out).toMatch(/step examined: realised 2024-02-08 \(day\), 1 independent/);
      expect(shown.out).toMatch(/step sanction_imposed: realised, 0 independent \[\] {2}\(given by review-/);
      expect((await run(...step, '--of', 'sanction_imposed', '--drop')).out).toContain(`${id}: alleged`);
      expect((await run('withdraw', id)).out).toContain(`${id} is not shown`);
      for (const [args, message] of [
        [[], /name a verb/],
        [['applaud', id], /no verb "applaud"/],
        [['correct', id, '--field', 'nose', '--value', 'x'], /--field "nose"/],
        [['correct', id, '--field', 'subject', '--set', 'nose=long'], /write one of name=\.\.\., status=/],
        [['correct', id, '--field', 'subject', '--drop'], /name with --of what is to go/],
        [['correct', id, '--field', 'subject', '--of', 'x'], /--set, or take it away with --drop/],
        [['confirm'], /name what is decided on/],
        [['confirm', 'nothing'], /no incident and no report "nothing"; "pantau query" lists the ids/],
        [['export'], /--out/],
      ] as const) {
        const wrong = await run(...args);
        expect([wrong.code, wrong.out]).toEqual([2, '']);
        expect(wrong.errors).toMatch(message);
      }
    });
  });
});

let compiled: string;
beforeAll(() => {
  compiled = compile();
});
