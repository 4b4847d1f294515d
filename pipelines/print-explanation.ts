/** Prints an explanation for a terminal: what it is, why it is no more, then sentence by sentence and value by value. */
import type { Explanation } from '../src/extract/extract.js';
import { wrap, type Ink } from './ink.js';

type Sentence = Explanation['sentences'][number];
type Mention = Sentence['mentions'][number];
type Report = Explanation['reports'][number];
type Person = Explanation['people'][number];

/** The whole text of one article's explanation. */
export function printExplanation(explanation: Explanation, ink: Ink): string {
  const { article, relevance, reports, claims, doubts } = explanation;
  const counts = `${reports.length} reports, ${claims.length} claims`;
  const parts = [
    [ink.title(article.title ?? article.id), `${ink.strong(relevance)}: ${counts}`],
    section('Gates', gateLines(explanation, ink), ink),
    section(
      'Sentences',
      explanation.sentences.flatMap((one) => sentenceLines(one, ink)),
      ink,
    ),
    section(
      'People',
      explanation.people.flatMap((one) => personLines(one, ink)),
      ink,
    ),
    section('Places', placeLines(explanation, ink), ink),
    ...reports.map((report, index) => section(reportTitle(report, index), reportLines(report, ink), ink)),
    section('Claims', claims.map(valueLine(ink)), ink),
    section('Steps and acts in no report', missedLines(explanation, ink), ink),
    section(
      'Doubts',
      doubts.map(({ code, message }) => `  ${code}: ${message}`),
      ink,
    ),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .concat('\n');
}

const section = (title: string, lines: readonly string[], ink: Ink): string[] =>
  lines.length === 0 ? [] : [ink.title(title), ...lines];

/** Gates by what they lead to; the first that fails of each says why the article is no more. */
function gateLines({ gates }: Explanation, ink: Ink): string[] {
  return gates.map(({ towards, gate, passed, what }) => {
    const line = `  ${passed ? 'passed' : 'FAILED'}  ${towards === 'any' ? '' : `${towards}: `}${what} ${ink.faint(`(${gate})`)}`;
    return passed ? line : ink.warn(line);
  });
}

function sentenceLines({ in: where, number, words, muted, clauses, mentions }: Sentence, ink: Ink): string[] {
  const label = `  ${where === 'title' ? 'title' : String(number).padStart(5)}  `;
  const said = clauses.length > 1 ? clauses.join(ink.faint(' | ')) : words;
  const lines = [`${label}${wrap(said, ink.width - 9, 9)}`];
  if (muted !== null) return [ink.faint(lines.join('\n')), ink.faint(`         muted: ${muted}`)];
  return [...lines, ...mentions.map((mention) => `         ${mentionLine(mention, ink)}`)];
}

function mentionLine(
  { kind, code, words, rule, reality, cue, attribution, speaker }: Mention,
  ink: Ink,
): string {
  const real = reality === null ? '' : ` ${reality}${cue === null ? '' : ` by "${cue.words}" (${cue.rule})`}`;
  const said = attribution === null ? '' : `, ${attribution}${speaker === null ? '' : ` ${speaker}`}`;
  return `${kind} ${ink.strong(code)} "${words}"${real}${said} ${ink.faint(rule)}`;
}

function personLines(
  { name, statuses, authority, position, count, tellings, accused, because }: Person,
  ink: Ink,
): string[] {
  const status = statuses[0];
  const who = name ?? `"${tellings[0]?.words ?? '?'}"`;
  const facts = [
    status === undefined ? null : `${status.code} "${status.words}"`,
    position,
    authority === null || authority === 'none' ? null : authority,
    count === null ? null : `count ${count}`,
  ].filter((fact) => fact !== null);
  const line = `  ${accused ? ink.warn('accused') : 'told of'}  ${ink.strong(who)}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}`;
  return [line, ...because.map((reason) => ink.faint(`           ${reason}`))];
}

function placeLines({ places }: Explanation, ink: Ink): string[] {
  const chosen = places.candidates.map(({ code, name, score, words, role, lostBy }) => {
    const told = words.map((word) => `"${word}"`).join(', ');
    const line = `  ${(role ?? 'lost').padEnd(12)} ${code.padEnd(6)} ${name} ${score} ${told}`;
    return lostBy === null ? line : ink.faint(`${line}: ${lostBy}`);
  });
  const open = places.ambiguous.map(
    ({ words, candidates }) =>
      `  ${'open'.padEnd(12)} "${words}" may be ${candidates.join(', ') || 'no known place'}`,
  );
  return [...chosen, ...open];
}

const reportTitle = ({ type, stage, confidence }: Report, index: number): string =>
  `Report ${index + 1}: ${type}${stage === null ? '' : ` ${stage}`}, confidence ${confidence}`;

function reportLines(report: Report, ink: Ink): string[] {
  const { values, dates, elections, flags } = report;
  const lost = (what: string, lostBy: string | null): string => ink.faint(`  not ${what}: ${lostBy}`);
  return [
    ...values.map(valueLine(ink)),
    ...dates
      .filter(({ chosen }) => !chosen)
      .map(({ raw, value, cost, lostBy }) => lost(`date ${value} "${raw}" (cost ${cost})`, lostBy)),
    ...elections
      .filter(({ chosen, type }) => !chosen && type !== null)
      .map(({ type, year, weight, words, lostBy }) =>
        lost(`election ${type} ${year ?? ''} "${words}" (weight ${weight})`, lostBy),
      ),
    ...(flags.length > 0 ? [`  flags: ${flags.join(', ')}`] : []),
  ];
}

const valueLine =
  (ink: Ink) =>
  ({ field, value, certainty, rule, evidence }: Report['values'][number]): string => {
    const words = evidence
      .slice(0, 2)
      .map((stretch) => `"${stretch.words}"`)
      .join(', ');
    return `  ${field.padEnd(10)} ${ink.strong(value)} ${certainty} by ${words || 'context'} ${ink.faint(rule)}`;
  };

function missedLines({ missed }: Explanation, ink: Ink): string[] {
  return missed.map(({ kind, code, words, why }) => `  ${kind} ${ink.strong(code)} "${words}": ${why}`);
}
