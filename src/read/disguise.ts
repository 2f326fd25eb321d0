/** Invented words and numbers in the place of real ones: the same for the same, and no way back. */
import { dayOf, isoOf, partsOf, type Day } from "../register/day.ts";
import { normal } from "../register/normal.ts";
import { checkLetterOf, isSoundUpn, readUpn } from "./cells.ts";

const CONSONANTS = "bdfglmnprstv";
const VOWELS = "aeiou";
const ACCENTED: Readonly<Record<string, string>> = { a: "á", e: "é", i: "í", o: "ó", u: "ú" };
/** Numbers that Ofcom keeps for drama: nobody has them. Source: Ofcom, telephone numbers for use in TV and radio drama. */
const DRAMA = "07700900";

/** A word without case and accents, as names are compared. */
export function foldedWord(word: string): string {
  return normal(word, "NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Disguise {
  readonly #random: () => number;
  /** Words that must not come out, because somebody has them. */
  readonly #real: ReadonlySet<string>;
  /** Days on which somebody may have been born: none of them comes out while another is free. */
  readonly #realDays: ReadonlySet<Day>;
  readonly #made = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** `random` gives a number from 0 up to but not including 1, and nobody may be able to give the same again. */
  constructor(random: () => number, real: ReadonlySet<string>, realDays: ReadonlySet<Day> = new Set()) {
    this.#random = random;
    this.#real = real;
    this.#realDays = realDays;
  }

  /** Free text: every word, every address of the net, and every run of three digits or more is another. */
  text(text: string, kept: ReadonlySet<string> = new Set(), fewestDigits = 3): string {
    return text.replace(/(?<!\S)\S+@\S+|[\p{L}\p{M}]+|\d+/gu, (part) => {
      if (part.includes("@")) return this.email(part);
      if (!/\D/.test(part)) return part.length < fewestDigits ? part : this.digits(part);
      return kept.has(part.toLowerCase()) ? part : this.word(part);
    });
  }

  /** One word, with its case, and with an accent where it had one. */
  word(word: string): string {
    const folded = foldedWord(word);
    let made = this.#once("word", folded, () => this.#syllables(folded.length === 1 ? 2 : 3));
    if (/[^\0-\x7f]/.test(word)) made = made.replace(/[aeiou](?=[^aeiou]*$)/, (vowel) => ACCENTED[vowel] ?? vowel);
    if (word.length > 1 && word === word.toUpperCase()) return made.toUpperCase();
    const [first = ""] = word;
    return first === first.toUpperCase() ? made.charAt(0).toUpperCase() + made.slice(1) : made;
  }

  /** A number of as many digits, with its zeros at the front. */
  digits(digits: string): string {
    const zeros = /^0*(?=.)/.exec(digits)?.[0] ?? "";
    const rest = digits.slice(zeros.length);
    const wide = rest.length < 3 ? 3 : rest.length;
    const draw = (): string =>
      this.#pick("123456789") + Array.from({ length: wide - 1 }, () => this.#pick("0123456789")).join("");
    return zeros + this.#once("digits", rest, draw);
  }

  /** A UPN of an authority that does not exist; its check letter is right where the old one's was. */
  upn(cell: string): string {
    const upn = readUpn(cell);
    if (upn === null || !/^[A-Z]\d{11}[A-Z\d]$/.test(upn)) return this.text(cell, new Set(), 1);
    return this.#once("upn", upn, () => {
      const digits = `999${Array.from({ length: 8 }, () => this.#pick("0123456789")).join("")}`;
      if (/[A-Z]$/.test(upn)) return `${upn.charAt(0)}${digits}${this.#pick("ABCDEFGH")}`;
      const all = `${digits}${this.#pick("0123456789")}`;
      const right = checkLetterOf(`A${all}`);
      return `${isSoundUpn(upn) ? right : right === "A" ? "B" : "A"}${all}`;
    });
  }

  email(email: string): string {
    return this.#once("email", email.toLowerCase(), () => `${this.#syllables(4)}@nobody.invalid`);
  }

  /** A number that nobody has. One that is written in two ways stays one. */
  phone(cell: string): string {
    const plain = cell.replace(/\D/g, "").replace(/^(?:00)?44(?=\d{9,10}$)/, "0");
    if (plain.length < 5) return this.text(cell, new Set(), 1);
    return this.#once(
      "phone",
      plain,
      () => `${DRAMA}${Array.from({ length: 6 }, () => this.#pick("0123456789")).join("")}`,
    );
  }

  postcode(cell: string): string {
    const plain = cell.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
    return plain === "" ? cell : this.#once("postcode", plain, () => `ZZ${String(100 + this.#taken.size)} 9ZZ`);
  }

  /**
   * Another day of birth in the same stretch of the year, from which compulsory school age and the year group are the same.
   * Source: Education (Start of Compulsory School Age) Order 1998: 31 December, 31 March and 31 August.
   */
  birthday(day: Day): Day {
    const { year, month } = partsOf(day);
    const [from, to] =
      month >= 9
        ? [dayOf(year, 9, 1), dayOf(year, 12, 31)]
        : month <= 3
          ? [dayOf(year, 1, 1), dayOf(year, 3, 31)]
          : [dayOf(year, 4, 1), dayOf(year, 8, 31)];
    const first = from ?? day;
    const length = (to ?? day) - first + 1;
    const drawn = this.#once("birthday", isoOf(day), () => {
      const others = Array.from({ length: length - 1 }, (_, i) => first + ((day - first + i + 1) % length));
      const free = others.filter((each) => !this.#realDays.has(each));
      const among = free.length > 0 ? free : others;
      return String(among[Math.floor(this.#random() * among.length)] ?? day);
    });
    return Number(drawn);
  }

  #once(kind: string, real: string, draw: () => string): string {
    const known = this.#made.get(`${kind} ${real}`);
    if (known !== undefined) return known;
    let made = draw();
    // Two birthdays may be one; two people may not.
    while (kind !== "birthday" && (this.#taken.has(made) || this.#real.has(made.toLowerCase()))) made = draw();
    this.#taken.add(made);
    this.#made.set(`${kind} ${real}`, made);
    return made;
  }

  #syllables(count: number): string {
    return Array.from({ length: count }, () => this.#pick(CONSONANTS) + this.#pick(VOWELS)).join("");
  }

  #pick(among: string): string {
    return among.charAt(Math.floor(this.#random() * among.length));
  }
}
