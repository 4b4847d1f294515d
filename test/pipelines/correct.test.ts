/** Corrections on the real flow: every field of an incident can be put right, beside what outlets say, and is told so everywhere. Persons are invented. */
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Review } from '../../src/model/review.js';
import { nearOf } from '../../pipelines/cover-names.js';
import { coverOf, wholeNames } from '../../src/publish/publish.js';
import type { Decision, Summary } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { makeQuery } from '../store/made-up.js';
import { Desk, report } from './desk.js';

jest.setTimeout(240_000);

type Field = NonNullable<Review['field']>;

eachBackend((_name, open) => {
  describe('a correction', () => {
    const store = useStore(open);
    let desk: Desk;
    const sample = { name: 'Darmo Lastro', place: '33.15' };

    beforeAll(async () => {
      desk = new Desk(store());
      await desk.tell('a', [report('a1', sample)]);
      await desk.tell('b', [report('b1', { ...sample, name: 'Darma Lastro' })]);
      expect(await desk.shown()).toEqual(['a1+b1']);
    });

    it('of what was done is told as what was said before and what is said now, until it is taken back', async () => {
      const id = await desk.holding('a1');
      const made = await desk.decide(id, 'correct', { field: 'violations', value: 'vote_instruction' });
      const { rows } = await store().pool.query<{ before: Summary; after: Summary }>(
        'SELECT before, after FROM changes WHERE incident = $1 ORDER BY id DESC LIMIT 1',
        [id],
      );
      expect(rows[0]?.before.violations).toEqual(['public_endorsement']);
      expect(rows[0]?.after.violations).toEqual(['vote_instruction']);
      await desk.decide(id, 'revoke', { value: made.id });
      const today = new Date().toISOString().slice(0, 10);
      const [change] = await store().changes({ from: today, to: today, zone: 'UTC', asOf: new Date() });
      expect(change?.after?.violations).toEqual(['public_endorsement']);
    });

    const correct = (id: string, field: Field, value: Decision['value'], note: string | null = null) =>
      desk.decide(id, 'correct', { field, value, note });
    const incident = async () => {
      const found = await store().incident(await desk.holding('a1'));
      if (found === null) throw new Error('it is not shown');
      return found;
    };

    it('of a name, a status and a position stands beside every spelling, and names follow the rule', async () => {
      const id = await desk.holding('a1');
      const made = await correct(id, 'subject', {
        of: 'darma lastro',
        set: { name: 'Darmo Lastro Wibowo', position: 'Kepala Desa Sumberjati' },
      });
      expect((await incident()).subjects).toMatchObject([
        {
          name: 'Darmo Lastro Wibowo',
          displayName: 'DLW',
          named: false,
          variants: ['Darma Lastro', 'Darmo Lastro'],
          names: { display: 'Darmo Lastro Wibowo', rule: `given by ${made.id}` },
          given: made.id,
        },
      ]);
      const values = (await incident()).subjects[0]?.names.values.map(({ value }) => value);
      expect(values?.toSorted()).toEqual(['Darma Lastro', 'Darmo Lastro']);
      await correct(id, 'subject', { of: 'DLW', set: { status: 'head_of_region' } });
      expect((await incident()).subjects[0]).toMatchObject({
        named: true,
        displayName: 'Darmo Lastro Wibowo',
        status: { display: 'head_of_region', values: [{ value: 'village_head' }] },
      });
      expect((await store().queryIncidents(makeQuery({ status: ['head_of_region'] }))).total).toBe(1);
    });

    it('of a role takes the name of a victim away, and a name is shown against the rule only with a reason', async () => {
      const id = await desk.holding('a1');
      const victim = await correct(id, 'subject', { of: 'Darmo Lastro', set: { role: 'victim' } });
      expect((await incident()).subjects[0]).toMatchObject({
        role: 'victim',
        named: false,
        displayName: 'DLW',
      });
      await desk.decide(id, 'revoke', { value: victim.id });
      await correct(id, 'subject', { of: 'Darmo Lastro', set: { status: 'village_head' } });
      expect((await incident()).subjects[0]).toMatchObject({ named: false });
      const shown = { of: 'Darmo Lastro', set: { named: true } };
      await expect(correct(id, 'subject', shown)).rejects.toMatchObject({
        name: 'Misuse',
        message: expect.stringMatching(/why the name may be shown/),
      });
      const made = await correct(id, 'subject', shown, 'Putusan 14/Pid.S/2024, dibaca di SIPP');
      expect((await incident()).subjects[0]).toMatchObject({
        named: true,
        displayName: 'Darmo Lastro Wibowo',
      });
      await desk.decide(id, 'revoke', { value: made.id });
      expect((await incident()).subjects[0]).toMatchObject({ named: false, displayName: 'DLW' });
    });

    it('takes somebody away and adds somebody, whose names no sentence may spell afterwards', async () => {
      const id = await desk.holding('a1');
      const gone = await correct(id, 'subject', { of: 'Darmo Lastro', set: null });
      const added = await correct(id, 'subject', {
        of: null,
        set: { name: 'Sekar Ayuning', status: 'village_staff' },
      });
      const now = await incident();
      expect(now.subjects).toMatchObject([
        { name: 'Sekar Ayuning', displayName: 'SA', role: 'accused', given: added.id },
      ]);
      const { reports } = await store().datasetPartOf([now], null);
      const cover = coverOf(now, nearOf(reports), wholeNames([]));
      expect(cover.text('Darmo Lastro dan Sekar Ayuning, kata Lastro')).toBe('DL dan SA, kata L');
      for (const one of [gone, added]) await desk.decide(id, 'revoke', { value: one.id });
      expect((await incident()).subjects).toMatchObject([{ name: 'Darmo Lastro Wibowo' }]);
    });

    it('of a step that did not happen takes stage and tier with it; one that did raises both, with its date', async () => {
      const id = await desk.holding('a1');
      expect(await incident()).toMatchObject({ stage: 'examined', tier: 'alleged' });
      const imposed = await correct(id, 'step', {
        of: null,
        set: { step: 'sanction_imposed', date: '2024-02-20' },
      });
      expect(await incident()).toMatchObject({
        stage: 'sanction_imposed',
        tier: 'sanctioned',
        date: { display: '2024-02-20', rule: `given by ${imposed.id}` },
        reached: { value: 'sanction_imposed', date: '2024-02-20', precision: 'day', support: 0 },
        stages: { display: 'sanction_imposed', values: [{ value: 'examined' }] },
      });
      expect((await store().queryIncidents(makeQuery({ step: ['sanction_imposed'] }))).total).toBe(1);
      const planned = await correct(id, 'step', { of: 'sanction_imposed', set: { reality: 'planned' } });
      expect(await incident()).toMatchObject({ stage: 'examined', tier: 'alleged' });
      expect((await incident()).timeline.map(({ value, reality, given }) => [value, reality, given])).toEqual(
        [
          ['examined', 'realised', null],
          ['sanction_imposed', 'planned', planned.id],
        ],
      );
      const denied = await correct(id, 'step', { of: 'examined:realised', set: { reality: 'alleged' } });
      expect(await incident()).toMatchObject({ stage: 'exposed_public', tier: 'alleged' });
      for (const one of [imposed, planned, denied]) await desk.decide(id, 'revoke', { value: one.id });
      expect(await incident()).toMatchObject({
        stage: 'examined',
        timeline: [{ value: 'examined', given: null }],
      });
    });

    it('of its kind makes a measure of what is no case, which accuses nobody, and a case of it again', async () => {
      const id = await desk.holding('a1');
      const before = await incident();
      const made = await correct(id, 'type', 'measure');
      const shown = await incident();
      expect(shown).toMatchObject({
        type: 'measure',
        tier: 'measure',
        stage: null,
        violations: { display: null, rule: `given by ${made.id}` },
        review: { corrected: expect.arrayContaining(['type']) },
      });
      expect(shown.violations.values).toEqual(before.violations.values);
      expect(shown.subjects.map(({ role }) => role)).not.toContain('accused');
      const found = async (type: 'case' | 'measure') =>
        (await store().queryIncidents(makeQuery({ type }))).rows.map((one) => one.id);
      expect([await found('case'), await found('measure')]).toEqual([[], [id]]);
      const { rows } = await store().pool.query<{ after: Summary }>(
        'SELECT after FROM changes WHERE incident = $1 ORDER BY id DESC LIMIT 1',
        [id],
      );
      expect(rows[0]?.after).toMatchObject({ tier: 'measure', violations: [] });
      const back = await correct(id, 'type', 'case');
      expect(await incident()).toMatchObject({ type: 'case', stage: before.stage, tier: before.tier });
      await expect(correct(id, 'type', 'neither')).rejects.toMatchObject({ name: 'Misuse' });
      for (const one of [back, made]) await desk.decide(id, 'revoke', { value: one.id });
      expect((await incident()).violations).toEqual(before.violations);
    });

    it('of authorities and flags holds too', async () => {
      const id = await desk.holding('a1');
      const added = await correct(id, 'authority', { of: null, set: { institution: 'inspektorat' } });
      await correct(id, 'authority', { of: 'inspektorat', set: { name: 'Rukmini Sasongko' } });
      await correct(id, 'flags', ['viral_video']);
      expect(await incident()).toMatchObject({
        authorities: [{ name: 'Rukmini Sasongko', institution: 'inspektorat', support: 0 }],
        flags: ['viral_video'],
      });
      expect((await incident()).review.corrected).toEqual(
        expect.arrayContaining(['subject', 'authority', 'flags']),
      );
      await desk.decide(id, 'revoke', { value: added.id });
      expect((await incident()).authorities).toEqual([]);
    });

    it('survives other dictionaries, and is stale once the words under it are others', async () => {
      const before = await incident();
      await desk.tell('a', [report('a2', { ...sample, offset: 2 })], 'sha256:b');
      const id = await desk.holding('a2');
      expect(id).toBe(before.id);
      expect((await store().incident(id))?.subjects[0]).toMatchObject({ name: 'Darmo Lastro Wibowo' });
      const stale = async () =>
        (await store().reviews(id)).flatMap(({ review, stale: one }) => (one ? [review.field] : []));
      expect(await stale()).toEqual([]);
      await desk.tell('a', [report('a3', { ...sample, name: 'Darmo Lastra', offset: 2 })], 'sha256:c');
      expect(new Set(await stale())).toEqual(new Set(['subject']));
      expect((await store().incident(id))?.review.stale).toBe(true);
    });

    it.each<[Field, Decision['value'], RegExp]>([
      ['subject', { of: 'Entah Siapa', set: { name: 'X Y' } }, /none is called "Entah Siapa"; there are/],
      ['subject', { of: 'Darma Lastro', set: {} }, /say what is right/],
      ['subject', { of: 'Darma Lastro', set: { status: 'king' } }, /status: /],
      ['subject', { of: null, set: null }, /name what is wrong/],
      ['step', { of: null, set: { reality: 'planned' } }, /needs its code/],
      ['step', { of: 'convicted', set: { reality: 'planned' } }, /none is called "convicted"/],
      ['authority', { of: null, set: { institution: 'nasa' } }, /institution: /],
      ['flags', ['nonsense'], /flags: /],
    ])('of %s to %j is refused', async (field, value, message) => {
      const id = await desk.holding('b1');
      await expect(correct(id, field, value)).rejects.toMatchObject({
        name: 'Misuse',
        message: expect.stringMatching(message),
      });
    });

    it('names nobody who was erased, neither in what was decided nor in what will be', async () => {
      const id = await desk.holding('b1');
      await store().erasePerson(
        ['Darmo Lastro', 'Darma Lastro', 'Darmo Lastra', 'Darmo Lastro Wibowo'],
        { reason: 'Penetapan', author: 'Pengelola' },
        new Date(),
      );
      await desk.link();
      await desk.decide(id, 'note', { note: 'Darmo Lastro menelepon.' });
      const told = JSON.stringify([await store().reviews(), await store().incident(id)]);
      expect(told).not.toMatch(/Darm[ao]|Lastr[ao]|Wibowo/);
      expect((await store().incident(id))?.subjects[0]?.name).toBeNull();
    });
  });
});
