/** The running sum of one comparison, with what each agreement or contradiction counted. */

/** What comparing two reports gave. */
export interface Comparison {
  score: number;
  /** What agreed and what did not, each with its weight, such as "same regency 36.74 +2". */
  reasons(): string[];
  /** What makes it impossible that both tell of one happening, the names apart; null when nothing does. */
  contradiction: string | null;
  /** What the names of the accused say: one of them agrees, they are other people, or nothing. */
  people: 'agree' | 'differ' | null;
  /** True for two reports of one article: two outcomes of one act, or two matters. */
  siblings: boolean;
}

export class Tally {
  private score = 0;
  private readonly reasons: (() => string)[] = [];
  private contradiction: string | null = null;
  private people: Comparison['people'] = null;
  private siblings = false;

  constructor(private readonly weights: Readonly<Record<string, number>>) {}

  /** Adds a weight of the rules, `times` over, with the words a person reads. */
  add(weight: Weight, words: () => string, times = 1): void {
    const points = round((this.weights[weight] ?? 0) * times);
    this.score += points;
    this.reasons.push(() => `${words()} ${points > 0 ? '+' : ''}${points}`);
  }

  /** Notes what cannot be; the first one stays. */
  forbid(words: string): void {
    this.contradiction ??= words;
  }

  /** Notes what the names of the accused say. */
  judgePeople(verdict: 'agree' | 'differ'): void {
    this.people = verdict;
  }

  /** Notes that both reports stand in one article. */
  markSiblings(): void {
    this.siblings = true;
  }

  /** Whether a name of the accused agrees. */
  get agreesOnPeople(): boolean {
    return this.people === 'agree';
  }

  get forbidden(): boolean {
    return this.contradiction !== null;
  }

  close(): Comparison {
    const { reasons } = this;
    return {
      score: round(this.score),
      reasons: () => reasons.map((tell) => tell()),
      contradiction: this.contradiction,
      people: this.people,
      siblings: this.siblings,
    };
  }
}

const round = (points: number): number => Math.round(points * 100) / 100;

/** Names of the weights that the comparison uses; each stands in dictionaries/linking.yaml. */
export const WEIGHTS = [
  'same_regency',
  'same_province',
  'same_person',
  'further_person',
  'initials_long',
  'initials_short',
  'initial_single',
  'half_person',
  'respelled_person',
  'other_people',
  'same_status',
  'compatible_status',
  'other_status',
  'same_count',
  'same_count_one',
  'close_count',
  'other_count',
  'same_violation',
  'further_violation',
  'other_violation',
  'other_act',
  'kin_violation',
  'same_word',
  'further_word',
  'many_alike',
  'far_count',
  'same_stage',
  'stage_back',
  'other_step_date',
  'other_measure_date',
  'same_letter',
  'same_sanction',
  'same_numeral',
  'whole_province',
  'same_scene',
  'other_scene',
  'same_position',
  'other_position',
  'same_employer',
  'one_act',
  'cleared_or_not',
  'same_authority',
  'same_institution',
  'other_office_holder',
  'same_complainant',
  'same_beneficiary',
  'near',
  'same_day',
  'month_apart',
  'same_step',
  'further_step',
  'same_actor',
  'same_actor_family',
  'both_placeless',
  'same_title',
  'same_text',
] as const;
export type Weight = (typeof WEIGHTS)[number];
