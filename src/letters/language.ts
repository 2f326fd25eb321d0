/** The language of a family, as exports write it (`Polish`, `pl`, `POL`), as the two letters that a template's name ends in. */

const CODES =
  "aa ab af ak am ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cs cu cv cy da de dv dz ee el eo es et eu fa ff fi " +
  "fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy ia id ig ii ik is it iu ja jv ka kg ki kk kl km kn ko kr ks ku kv " +
  "kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl " +
  "ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty " +
  "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

let names: ReadonlyMap<string, string> | null = null;

function known(): ReadonlyMap<string, string> {
  const display = new Intl.DisplayNames(["en"], { type: "language" });
  names ??= new Map(
    CODES.split(" ").flatMap((code): [string, string][] => [
      [code, code],
      [(display.of(code) ?? code).toLowerCase(), code],
    ]),
  );
  return names;
}

/** Null for English, for none, and for a language that cannot be told. */
export function languageCode(text: string | null): string | null {
  const word = (text ?? "").trim().toLowerCase();
  if (word === "") return null;
  const found = known().get(word) ?? known().get(word.split(/[\s/(,-]/)[0] ?? "") ?? null;
  return found === "en" ? null : found;
}

/** The language in English words, for whoever rings; the export's own word when it cannot be told. Null for English and for none. */
export function languageName(text: string | null): string | null {
  const word = (text ?? "").trim();
  if (word === "" || /^en(?:g|glish)?\b/i.test(word)) return null;
  const code = languageCode(word);
  return code === null ? word : (new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? word);
}
