/** What is asked for: "not", "lest" and "if" behind an appeal or a ban tell what is to be done or left, not whether it was asked. */
import type { Mark } from './passage.js';

/** Steps that are words to others. */
export const SPEECH_ACTS: ReadonlySet<string> = new Set(['appeal', 'directive', 'public_call_to_report']);
const ASKS = new Set<string>(['appeal', 'directive']);

/**
 * "Meminta pegawai tidak meneruskan pesan yang memuji calon": behind an appeal or a ban and its "not" or "lest" an act is
 * what is to be left, unless something is told to have happened between.
 */
export function isAskedAway(act: Mark, row: readonly Mark[]): boolean {
  const asked = row.find((mark) => mark.kind === 'step' && ASKS.has(mark.code) && mark.first < act.first);
  if (asked === undefined) return false;
  const between = row.filter(
    (mark) => mark.kind === 'modality' && mark.first >= asked.first && mark.last <= act.first,
  );
  return (
    between.some(
      (mark) => (mark.code === 'absent' && mark.first >= asked.first) || mark.props['force'] !== undefined,
    ) && !between.some((mark) => mark.code === 'realised' || mark.code === 'alleged')
  );
}

/**
 * "Meminta para ASN tidak terlibat politik": a cue behind the verb of a speech act is part of what is asked for. Before a
 * verb that follows those who are asked ("ASN belum diminta"), and behind a noun ("imbauan itu tidak ada"), it is none.
 */
export function isOfWhatIsAsked(cue: Mark, mark: Mark, row: readonly Mark[]): boolean {
  if (mark.kind !== 'step' || !SPEECH_ACTS.has(mark.code) || mark.voice === 'nominal') return false;
  if (cue.first <= mark.first) return false;
  if (cue.first >= mark.last) return true;
  return !row.some((other) => other.kind === 'subject' && other.first === mark.first);
}
