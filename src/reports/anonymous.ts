/** Sentences for files that name nobody: every word that could be part of a person's name is taken out. */
import type { Situation } from "../policy/situation.ts";

/** Words of one letter are nobody's name. */
const WORD = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*[\p{L}\p{M}\p{N}]/gu;

/** Words around names, as in “Mr and Mrs Marsh” or “Class 3”, which sentences need. */
const NO_NAMES = new Set("and of the to mr mrs ms miss dr mx parent parents carer carers class year".split(" "));

/** Paths that people name themselves; before the register is read nothing else tells whose name is in one. */
const OWN_FILES = /\b(exports|records|letters)[\\/][^“”"\n]*?\.\w{2,5}\b/g;

/**
 * A sentence in which `…` stands for every word that is in the name of a pupil, a contact, a class or a member of staff,
 * and in what was typed on the command line, whatever its case. A harmless word that is somebody's name as well goes too.
 */
export function withoutNames(sentence: string, situation: Situation | null, typed: readonly string[] = []): string {
  const names = new Set<string>();
  const add = (text: string | null): void => {
    for (const [word] of (text ?? "").matchAll(WORD)) {
      for (const part of [word, ...word.split(/['’-]/)]) {
        if (part.length > 1 && !NO_NAMES.has(part.toLowerCase())) names.add(part.toLowerCase());
      }
    }
  };
  for (const each of typed) add(each);
  for (const pupil of situation?.register.pupils ?? []) {
    for (const text of [pupil.key, pupil.name, pupil.legalName, pupil.sortName, pupil.class]) add(text);
  }
  for (const { forename, surname, addressee, salutation } of situation?.contacts ?? []) {
    for (const text of [forename, surname, addressee, salutation]) add(text);
  }
  for (const { name } of situation?.config.people ?? []) add(name);
  for (const { by } of situation?.log ?? []) add(by);
  const anonymous = sentence.replace(OWN_FILES, "$1/…").replace(WORD, (word) => {
    const parts = [word, ...word.split(/['’-]/)];
    return parts.some((part) => names.has(part.toLowerCase())) ? "…" : word;
  });
  return anonymous
    .replace(/…(?:\s+…)+/g, "…")
    .replace(/\s+/g, " ")
    .trim();
}
