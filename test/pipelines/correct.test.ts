/** Corrections on the real flow: every field of an incident can be put right, beside what outlets say, and is told so everywhere. Persons are invented. */
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Summary } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';
import { Desk, report } from './desk.js';

jest.setTimeout(240_000);

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
      const [change] = await store().changes(today, today, 'UTC');
      expect(change?.after?.violations).toEqual(['public_endorsement']);
    });
  });
});
