/** Lent statuses: what somebody accused by a name is, where his status is told apart from the name: of somebody unnamed, of his superior, or in the headline. */
import type { SubjectStatus } from '../model/codes.js';
import type { Grammar } from '../model/grammar.js';
import { canBeAccused } from './accusable.js';
import { accusedOdds, addImplied, bestStatus, isLikelyAccused, type Entity } from './entity.js';
import { ORGANISER_SPECIFICITY, ORGANISERS } from './organisers.js';
import type { Stage } from './subject-signs.js';

/** What ties a case to somebody whom no rule accuses: all that is told of him. */
export const BY_WEIGHT = 'weights/people';

/** Gives those who are accused the statuses that are told apart from their names. */
export function lendStatuses(stage: Stage, chosen: readonly Entity[], grammar: Grammar): void {
  lendOrganiser(stage, chosen);
  lendFromSuperior(stage, chosen, grammar);
  lendFromUnnamed(chosen, stage.people);
  lendFromHeadline(stage, chosen);
}

const BEHIND = 2; // words between those who run or watch elections and the name of one of them

/** "pengawas TPS berinisial FN", "seorang pengawas TPS, AL": who is accused by name right behind a body that runs or watches elections is one of it. */
function lendOrganiser({ body }: Stage, chosen: readonly Entity[]): void {
  for (const one of chosen) {
    if (one.name === null || one.statuses.length > 0 || !isLikelyAccused(one)) continue;
    for (const { how, sentence, first, from } of one.tellings) {
      const lead = from ?? first;
      const mark = (body.bySentence[sentence] ?? []).find(
        ({ kind, code, last }) =>
          kind === 'institution' && ORGANISERS[code] !== undefined && last <= lead && lead - last < BEHIND,
      );
      const code = ORGANISERS[mark?.code ?? ''];
      if (how !== 'name' || mark === undefined || code === undefined) continue;
      addImplied(one, { code, specificity: ORGANISER_SPECIFICITY }, 'subject/organiser-accused', mark);
      break;
    }
  }
}

/** "Yang menyetir tenaga kontrak. Sopir berinisial JL dipanggil": who is accused by name has the status told of somebody unnamed before him. */
function lendFromUnnamed(chosen: readonly Entity[], people: readonly Entity[]): void {
  for (const one of chosen) {
    if (one.name === null || one.statuses.length > 0 || one.authority !== null) continue;
    const [lender] = people
      .filter((entity) => isLender(entity) && isBefore(entity, one))
      .toSorted((a, b) => accusedOdds(b) - accusedOdds(a));
    if (lender === undefined) continue;
    one.statuses.push(...lender.statuses);
    one.employment ??= lender.employment;
    one.tiedBy ??= BY_WEIGHT;
  }
}

/** A status that says no more than that somebody serves a government. */
const VAGUE = 2; // specificity

/**
 * "Dua PNS Lubuklinggau ...: Satu Dipecat", and the text has "staf Dinas Pertanian, Rinaldi": whoever is accused by a name with
 * no status, or a vague one, is what the headline says, if that is but one.
 */
function lendFromHeadline({ title, ruled }: Stage, chosen: readonly Entity[]): void {
  const told = title.marks.filter(({ kind }) => kind === 'subject');
  const [mark] = told;
  if (mark === undefined || told.some(({ code }) => code !== mark.code)) return;
  const code = mark.code as SubjectStatus;
  for (const one of chosen) {
    const best = bestStatus(one);
    if (one.name === null || one.authority !== null || (best !== null && best.specificity > VAGUE)) continue;
    if (best === null && !ruled.includes(one) && !isLikelyAccused(one)) continue;
    if (best !== null && !EMPLOYED.has(code)) continue;
    addImplied(one, { code, specificity: VAGUE + 1 }, 'subject/headline', mark);
  }
}

/** Statuses that say by what somebody is employed, and so add to what he works as. */
const EMPLOYED = new Set<string>(['pns', 'cpns', 'pppk', 'non_asn']);

const isLender = (entity: Entity): boolean =>
  entity.name === null &&
  !entity.universal &&
  entity.statuses.length > 0 &&
  entity.other === null &&
  (entity.authority === 'none' ? !entity.office : entity.authority === null && canBeAccused(entity));

const isBefore = (a: Entity, b: Entity): boolean =>
  (a.tellings[0]?.first ?? Infinity) < (b.tellings[0]?.first ?? 0);

/** What somebody under the bearer of a status is; of others nothing follows. */
const UNDER: Readonly<Record<string, SubjectStatus>> = {
  village_head: 'village_staff',
  village_staff: 'village_staff',
  territorial_official: 'territorial_official',
  health_worker: 'health_worker',
  teacher_school: 'teacher_school',
  organiser_kpu: 'organiser_kpu',
  organiser_bawaslu: 'organiser_bawaslu',
  soe_staff: 'soe_staff',
  lecturer: 'lecturer',
};

/** "Kepala Pekon ..., Suhaimi, dan juru tulisnya, Tri Wahyuni": whose office is told by that of his superior before him. */
function lendFromSuperior(
  { body, people }: Stage,
  chosen: readonly Entity[],
  { servants, possessives }: Grammar,
): void {
  const isServant = (word: string): boolean =>
    possessives.some((ending) => word.endsWith(ending) && servants.includes(word.slice(0, -ending.length)));
  const { folded } = body.analysed.tokens;
  for (const one of chosen) {
    const [telling] = one.tellings;
    if (one.name === null || telling === undefined || (bestStatus(one)?.specificity ?? 0) > VAGUE) continue;
    if (!isServant(folded[(telling.from ?? telling.first) - 1] ?? '')) continue;
    const superior = people
      .filter(
        (other) =>
          other !== one && UNDER[bestStatus(other)?.code ?? ''] !== undefined && isBefore(other, one),
      )
      .toSorted((a, b) => lastBefore(b, one) - lastBefore(a, one))[0];
    const code = UNDER[(superior === undefined ? undefined : bestStatus(superior)?.code) ?? ''];
    if (code !== undefined)
      addImplied(one, { code, specificity: VAGUE + 1 }, 'subject/under-superior', telling);
  }
}

/** The last word before somebody is told of first at which another is told of. */
const lastBefore = (other: Entity, one: Entity): number =>
  other.tellings.reduce(
    (last, { first }) => (first < (one.tellings[0]?.first ?? 0) ? Math.max(last, first) : last),
    -1,
  );
