/** Due: which edition of a subscription is to be sent by now, by its time and time zone. */
import type { Subscription } from '../src/model/digest.js';
import { daysFrom } from './edition-parts.js';
import { dayOf } from './digest-day.js';

type Clock = Pick<Subscription, 'time' | 'zone'>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Minutes since midnight that clocks of a zone show. */
function minuteOf(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    .format(instant)
    .split(':');
  return (Number(parts[0]) % 24) * 60 + Number(parts[1]);
}

/**
 * When the edition of an ISO day is sent: when clocks of the zone show its time for the first time after that day is over
 * in Jakarta, so that an edition always tells of a whole day.
 */
export function dueAt(date: string, { time, zone }: Clock): Date {
  const over = Date.parse(`${daysFrom(date, 1)}T00:00:00+07:00`);
  const wanted = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const ahead = (wanted - minuteOf(over, zone) + DAY_MINUTES) % DAY_MINUTES;
  const at = over + ahead * MINUTE_MS;
  // Where clocks were put forward or back in between, they show something else then.
  const off = ((wanted - minuteOf(at, zone) + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2;
  return new Date(Math.max(over, at + off * MINUTE_MS));
}

/** The newest ISO day whose edition is to be sent by an instant. */
export function dueDate(clock: Clock, now: Date): string {
  let date = daysFrom(dayOf(now), -1);
  while (dueAt(date, clock) > now) date = daysFrom(date, -1);
  return date;
}
