/** When editions are due: at the time of their subscription on clocks of its zone, always of a day that is over in Jakarta. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysFrom } from '../../pipelines/edition-parts.js';
import { dueAt, dueDate } from '../../pipelines/due.js';
import { Subscription } from '../../src/model/digest.js';

const clock = (time: string, zone = 'Asia/Jakarta') => ({ time, zone });

describe('the edition of a day is due', () => {
  it.each([
    ['06:30', 'Asia/Jakarta', '2024-03-01T23:30:00.000Z'],
    ['06:30', 'Asia/Makassar', '2024-03-01T22:30:00.000Z'],
    ['06:30', 'Asia/Jayapura', '2024-03-01T21:30:00.000Z'],
    ['00:00', 'Asia/Jakarta', '2024-03-01T17:00:00.000Z'],
    ['23:59', 'Asia/Jakarta', '2024-03-02T16:59:00.000Z'],
    // Midnight in Jayapura is ten in the evening in Jakarta: the day is not over there, so it goes out a day later.
    ['00:00', 'Asia/Jayapura', '2024-03-02T15:00:00.000Z'],
    ['02:00', 'Asia/Jayapura', '2024-03-01T17:00:00.000Z'],
    ['06:30', 'Europe/Amsterdam', '2024-03-02T05:30:00.000Z'],
  ])('that of 1 March at %s in %s', (time, zone, at) => {
    expect(dueAt('2024-03-01', clock(time, zone)).toISOString()).toBe(at);
  });

  it('on the night when clocks are put forward, at the time that they show', () => {
    expect(dueAt('2024-03-30', clock('06:30', 'Europe/Amsterdam')).toISOString()).toBe(
      '2024-03-31T04:30:00.000Z',
    );
    expect(dueAt('2024-03-29', clock('06:30', 'Europe/Amsterdam')).toISOString()).toBe(
      '2024-03-30T05:30:00.000Z',
    );
  });

  const zones = [
    'Asia/Jakarta',
    'Asia/Makassar',
    'Asia/Jayapura',
    'UTC',
    'America/New_York',
    'Pacific/Kiritimati',
  ];
  const anyClock = fc.record({
    time: fc
      .integer({ min: 0, max: 1439 })
      .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`),
    zone: fc.constantFrom(...zones),
  });
  const anyInstant = fc
    .integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2024-12-31T00:00:00Z') })
    .map((at) => new Date(at));

  it('once, never before its day is over in Jakarta, and none is passed over', () => {
    fc.assert(
      fc.property(anyClock, anyInstant, (one, now) => {
        expect(Subscription.shape.time.safeParse(one.time).success).toBe(true);
        const date = dueDate(one, now);
        expect(dueAt(date, one).getTime()).toBeLessThanOrEqual(now.getTime());
        expect(dueAt(daysFrom(date, 1), one).getTime()).toBeGreaterThan(now.getTime());
        expect(dueAt(date, one).getTime()).toBeGreaterThanOrEqual(Date.parse(`${date}T24:00:00+07:00`));
        const shown = new Intl.DateTimeFormat('en-GB', {
          timeZone: one.zone,
          hour: '2-digit',
          minute: '2-digit',
        });
        const [hour] = one.time.split(':');
        // In the hour that is skipped no clock shows the time.
        if (hour !== '02') expect(shown.format(dueAt(date, one))).toBe(one.time);
      }),
      { numRuns: 500 },
    );
  });
});
