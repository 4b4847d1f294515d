/** Night pause: hours of an outlet's own clock in which nothing is fetched from it. */
import type { Outlet } from '../model/outlet.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Hours ahead of UTC. */
const OFFSETS: Record<Outlet['zone'], number> = { WIB: 7, WITA: 8, WIT: 9 };

/** Minutes since midnight. Example: `04:30` */
function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Milliseconds until the night pause of an outlet ends; 0 when it has none, or it is not night there. */
export function nightLeftMs({ manners: { night }, zone }: Outlet, now: Date): number {
  if (night === null) return 0;
  const local = now.getTime() / MINUTE_MS + OFFSETS[zone] * 60;
  const ahead = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES;
  const [from, until] = [minutesOf(night.from), minutesOf(night.until)];
  const isNight = ahead(from, local % DAY_MINUTES) < ahead(from, until);
  return isNight ? Math.ceil(ahead(local % DAY_MINUTES, until) * MINUTE_MS) : 0;
}
