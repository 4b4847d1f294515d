/** Outlet YAML: drafts the file of a new outlet, and writes the result of a check into the file of a known one. */
import type { Checked, Feed, Outlet } from '../src/model/outlet.js';

/** What a draft says of an outlet. */
export interface Draft extends Pick<Outlet, 'id' | 'name' | 'home' | 'reach' | 'zone'> {
  feeds: readonly Feed[];
  /** Remarks that stand above a key, for the person who edits the draft. */
  remarks: Partial<Record<keyof Outlet, string>>;
}

/** The file of a new outlet. */
export function draftYaml({ remarks, feeds, ...outlet }: Draft): string {
  const lines = [
    ['id', `id: ${outlet.id}`],
    ['name', `name: ${JSON.stringify(outlet.name)}`],
    ['home', `home: ${outlet.home}`],
    ['reach', `reach: ${JSON.stringify(outlet.reach).replaceAll('","', '", "')}`],
    ['zone', `zone: ${outlet.zone}`],
    ['feeds', feedLines(feeds)],
    ['unverified', 'unverified: true'],
  ] as const;
  const told = lines.flatMap(([key, line]) => {
    const remark = remarks[key];
    return [...(remark === undefined ? [] : [`# ${remark}`]), ...(line === '' ? [] : [line])];
  });
  return `${told.join('\n')}\n`;
}

const feedLines = (feeds: readonly Feed[]): string =>
  feeds.length === 0
    ? ''
    : ['feeds:', ...feeds.map(({ kind, url }) => `  - { kind: ${kind}, url: ${JSON.stringify(url)} }`)].join(
        '\n',
      );

/**
 * The file of an outlet with the result of a check in the place of an earlier one; all else stays as it was written.
 * @param feeds feeds that were found, for a file that names none
 */
export function withCheck(text: string, checked: Checked, feeds: readonly Feed[]): string {
  const { on, feed, robots, whole, date } = checked;
  const well = feed && robots && whole && date;
  const keys = ['checked', 'unverified', ...(feeds.length > 0 ? ['feeds'] : [])];
  const kept = dropKeys(text.replace(/\s*$/, '').split('\n'), keys);
  const added = [
    ...(feeds.length > 0 ? [feedLines(feeds)] : []),
    `checked: { on: ${on}, feed: ${feed}, robots: ${robots}, whole: ${whole}, date: ${date} }`,
    ...(well ? [] : ['unverified: true']),
  ];
  return `${[...kept, ...added].join('\n')}\n`;
}

/** Lines without those of some keys of the top level and of what stands below them. */
function dropKeys(lines: readonly string[], keys: readonly string[]): string[] {
  let dropping = false;
  return lines.filter((line) => {
    if (/^[^\s#-]/.test(line)) dropping = keys.some((key) => line.startsWith(`${key}:`));
    else if (line.startsWith('#')) dropping = false;
    return !dropping;
  });
}
