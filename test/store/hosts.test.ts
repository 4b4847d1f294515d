/** Turns at hosts: each comes a pause after the one before, whoever takes it, and a host on hold gives none. */
import { describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/store.js';
import { eachBackend, useStore } from '../setup/backends.js';

eachBackend((_, open) => {
  describe('a turn at a host', () => {
    const store = useStore(open);

    it('comes a pause after the one before, also when many ask at once', async () => {
      const turns = await Promise.all(
        Array.from({ length: 6 }, () => store().takeTurn('a.example.test', 10_000, 0)),
      );
      const waits = turns.map(({ waitMs }) => waitMs).toSorted((a, b) => a - b);
      expect(waits[0]).toBe(0);
      for (const [i, wait] of waits.entries()) {
        expect(wait).toBeLessThanOrEqual(i * 10_000);
        expect(wait).toBeGreaterThan(i * 10_000 - 3000);
      }
      expect(await store().takeTurn('b.example.test', 10_000, 0)).toEqual({ waitMs: 0, heldMs: null });
    });

    it('is waited for when a hold ends soon, and is not taken when it ends late', async () => {
      await store().holdHost('c.example.test', 2000);
      const soon = await store().takeTurn('c.example.test', 0, 5000);
      expect(soon.heldMs).toBeNull();
      expect(soon.waitMs).toBeGreaterThan(1000);
      await store().holdHost('c.example.test', 60_000);
      await store().holdHost('c.example.test', 1000);
      for (let i = 0; i < 3; i += 1) {
        const { heldMs } = await store().takeTurn('c.example.test', 10_000, 5000);
        expect(heldMs).toBeGreaterThan(50_000);
      }
    });
  });
});

eachBackend((_, open) => {
  describe('what a host said to robots', () => {
    const store = useStore(open);

    it('is kept for a time, and replaced by what it says later', async () => {
      const origin = 'https://a.example.test';
      expect(await store().robots(origin)).toBeNull();
      await store().saveRobots(origin, { robots: 'a\u0000b' }, 60_000);
      await store().saveRobots('https://b.example.test', {}, 60_000);
      const kept = await store().robots(origin);
      expect(kept).toMatchObject({ doc: { robots: expect.stringContaining('a') } });
      expect(kept?.leftMs).toBeGreaterThan(50_000);
      await store().saveRobots(origin, { robots: 'c' }, 0);
      expect(await store().robots(origin)).toBeNull();
      // Of many that would ask now, one does.
      const claims = Array.from({ length: 5 }, () => store().claimRobots(origin, { robots: 'd' }, 60_000));
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
      expect(await store().robots(origin)).toMatchObject({ doc: { robots: 'd' } });
    });
  });
});

eachBackend((name, open) => {
  it(`is shared by all who opened ${name}`, async () => {
    const options = await open();
    const one = await openStore(options);
    // A second opener of a folder is a guest of the first.
    const two = await openStore(options);
    try {
      await one.takeTurn('d.example.test', 10_000, 0);
      const { waitMs } = await two.takeTurn('d.example.test', 10_000, 0);
      expect(waitMs).toBeGreaterThan(7000);
      await two.holdHost('d.example.test', 30_000);
      const { heldMs } = await one.takeTurn('d.example.test', 10_000, 0);
      expect(heldMs).toBeGreaterThan(20_000);
    } finally {
      await two.close();
      await one.close();
    }
  });
});
