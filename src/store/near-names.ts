/** Near names: a name -> the forms that it and a misprint of it have in common, so that both meet by their hashes. */

/** Words as long as this lose a letter that is hardly heard, and are still theirs: "Hartono", "Hartano". */
const SHORTEST = 6;
/** Of longer words any letter within is one misprint: "Kusumaningrum", "Kusumanigrum". */
const LONG = 9;
/** What is hardly heard, so that it is misprinted most and tells people apart least. */
const SOFT: ReadonlySet<string> = new Set('aeiouyh');

/**
 * The name with one letter left out: never the first or the last of a word, as "Yulianto" and "Yulianti" are two people.
 * Two names are near when one has a letter more, or both are the same but for one.
 */
export function withoutALetter(words: readonly string[]): string[] {
  const forms = words.flatMap((word, at) =>
    lettersToLose(word).map((place) => replaceAt(words, at, word.slice(0, place) + word.slice(place + 1))),
  );
  return [...new Set(forms)];
}

/** The name with two letters side by side in each other's place: "Candrawasnyah" as "Candrawansyah". */
export function withLettersSwapped(words: readonly string[]): string[] {
  return words.flatMap((word, at) =>
    Array.from({ length: Math.max(0, word.length < SHORTEST ? 0 : word.length - 3) }, (_, n) => n + 1).map(
      (n) => replaceAt(words, at, word.slice(0, n) + word.charAt(n + 1) + word.charAt(n) + word.slice(n + 2)),
    ),
  );
}

function lettersToLose(word: string): number[] {
  if (word.length < SHORTEST) return [];
  const within = Array.from({ length: word.length - 2 }, (_, n) => n + 1);
  return within.filter((at) => word.length >= LONG || SOFT.has(word.charAt(at)) || isDoubled(word, at));
}

const isDoubled = (word: string, at: number): boolean => word.charAt(at) === word.charAt(at - 1);

const replaceAt = (words: readonly string[], at: number, word: string): string =>
  words.map((one, n) => (n === at ? word : one)).join(' ');
