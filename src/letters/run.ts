/** A letter run on paper: every due letter in words, the files that are written, and the lines that go into the log. */
import { absent } from "../measures/counts.ts";
import { LOG_VERSION } from "../read/log.ts";
import { isoOf } from "../register/day.ts";
import { whoIs } from "../register/who.ts";
import { basisOf } from "./basis.ts";
import { fieldsOf } from "./extra-fields.ts";
import { segmentOf, segmentsOf } from "./file-name.ts";
import { KINDS } from "./kinds.ts";
import { printerFor, type Printer, type Shell } from "./page.ts";
import { dateWords } from "./phrases.ts";
import type { Situation } from "../policy/situation.ts";
import type { PlannedLetter } from "./plan.ts";
import { textOf } from "./html-text.ts";
import { compileBody, type Body, type Sources } from "./template.ts";
import { contactFields, contactLine, firstDay } from "./view.ts";
import type { Addressee } from "./whom.ts";

/** One envelope of one letter. */
export interface Printed {
  readonly letter: PlannedLetter;
  readonly addressee: Addressee;
  /** Its file's name: class and running number, never a child's name. */
  readonly file: string;
  /** The letter as HTML, without its sheet. */
  readonly html: string;
}

export interface RunText {
  readonly path: string;
  readonly text: string;
}

/** Words of letters, each template compiled when it is first needed. */
export class Words {
  readonly #bodies = new Map<string, Body>();
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The body of a letter in the family's language when there is a template in it. */
  body(kind: string, language: string | null, fields: Readonly<Record<string, unknown>>): string {
    const variant = `${kind}.${language ?? ""}`;
    const name = language !== null && this.#sources.has(variant) ? variant : kind;
    let body = this.#bodies.get(name);
    if (!body) this.#bodies.set(name, (body = compileBody(name, this.#sources)));
    return body(fields);
  }

  /** The language that a letter will really be in. */
  language(kind: string, language: string | null): string | null {
    return language !== null && this.#sources.has(`${kind}.${language}`) ? language : null;
  }
}

/** Every due letter in words, one entry an envelope, in class order. */
export function printLetters(
  situation: Situation,
  due: readonly PlannedLetter[],
  { sources, shell, draft }: { readonly sources: Sources; readonly shell: Shell; readonly draft: boolean },
): { readonly printed: readonly Printed[]; readonly printer: Printer } {
  const words = new Words(sources);
  const printer = printerFor(situation.config, shell);
  const numbers = new Map<string, number>();
  const foot = contactLine(situation.config);
  const { reach } = contactFields(situation.config);
  const printed = due.flatMap((letter) => {
    const fields = fieldsOf(letter.kind, letter);
    return letter.recipients.addressees.map((addressee): Printed => {
      const segment = segmentOf(situation.register.pupils[letter.row]?.class ?? null);
      // `Oak-001` and `oak-001` are one file on Windows.
      const number = (numbers.get(segment.toLowerCase()) ?? 0) + 1;
      numbers.set(segment.toLowerCase(), number);
      const body = words.body(letter.kind, addressee.language, fields);
      const html =
        letter.kind === "parents-evening"
          ? printer.paper(body, "slip", draft)
          : printer.letter({
              addressee: { ...addressee, language: words.language(letter.kind, addressee.language) },
              date: dateWords(situation.asAt),
              kind: letter.kind,
              body,
              figures: figuresLine(situation, letter),
              contactLine: reach !== "" && textOf(body).includes(reach) ? "" : foot,
              draft,
            });
      return { letter, addressee, file: `${segment}-${String(number).padStart(3, "0")}.html`, html };
    });
  });
  return { printed, printer };
}

/** Which days the figures cover, and when they were taken. */
function figuresLine({ asAt }: Situation, { kind, span, view }: PlannedLetter): string {
  if (KINDS[kind].figures !== true) return "";
  return `Figures from ${dateWords(firstDay(view, span))} to ${dateWords(span.to)}, as at ${dateWords(asAt)}.`;
}

/** Each letter's own file, all of them in one to print, and the slips of each class in one for its teacher. */
export function letterFiles(
  { register }: Situation,
  printed: readonly Printed[],
  printer: Printer,
  twoSided: boolean,
): readonly RunText[] {
  const single = printed.map(({ file, html }) => ({
    path: file,
    text: printer.file(`Letter ${file.replace(/\.html$/, "")}`, [html], false),
  }));
  const classOf = ({ letter }: Printed): string => register.pupils[letter.row]?.class ?? "no class";
  const slips = printed.filter(isSlip);
  const classes = [...new Set(slips.map(classOf))];
  const names = segmentsOf(classes);
  const perClass = classes.map((named, i) => ({
    path: `slips-${names[i] ?? ""}.html`,
    text: printer.file(`Slips for ${named}`, sheetsOf(slips.filter((each) => classOf(each) === named)), twoSided),
  }));
  return [
    ...single,
    ...perClass,
    { path: "print-run.html", text: printer.file("Letters to print", sheetsOf(printed), twoSided) },
  ];
}

function isSlip({ letter }: Printed): boolean {
  return letter.kind === "parents-evening";
}

/**
 * What stands on each sheet. Two slips go on one, so that the pile can be cut in two at once: the upper halves, laid on the
 * lower ones, are in order.
 */
export function sheetsOf(printed: readonly Printed[]): readonly string[] {
  const slips = printed.filter(isSlip);
  const half = Math.ceil(slips.length / 2);
  return [
    ...printed.filter((each) => !isSlip(each)).map(({ html }) => html),
    ...slips.slice(0, half).map(({ html }, i) => html + (slips[half + i]?.html ?? "")),
  ];
}

/** The line of the log for a letter that goes out, with all that it rests on. */
export function letterLine(
  situation: Situation,
  letter: PlannedLetter,
  { id, by, note, files }: { id: string; by: string; note: string | null; files: readonly string[] },
): Readonly<Record<string, unknown>> {
  const { counts } = letter.view.year;
  return {
    id,
    v: LOG_VERSION,
    day: isoOf(situation.asAt),
    kind: "letter",
    pupil: whoIs(situation.register, letter.row).key,
    by,
    ...(letter.lifted.length > 0 && note !== null ? { note, released: letter.lifted.map(({ hold }) => hold) } : {}),
    letter: letter.kind,
    occasion: letter.occasion,
    to: letter.recipients.addressees.map(({ name }) => name),
    files,
    tier: letter.view.placed.tier,
    judgedOn: isoOf(letter.view.day),
    because: letter.because,
    policy: situation.config.policy.version,
    basis: basisOf(situation, letter.span),
    // What "nothing has got worse since" compares with, whatever the letter's own span.
    yearToDate: { missed: absent(counts), lates: counts.late + counts.lateAfterClose },
  };
}
