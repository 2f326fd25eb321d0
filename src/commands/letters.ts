/** `attend letters`: the plan of a letter run, and with it the letters, the lists and the lines of the log. */
import { existsSync } from "node:fs";
import path from "node:path";
import { findBrowser, printPdfs } from "../edge/browser.ts";
import { appendToLog, newId } from "../edge/log.ts";
import { readLetterTemplates, readLogo, readTemplate } from "../edge/templates.ts";
import { besideWords, takeAway } from "../edge/write.ts";
import type { School } from "../flow.ts";
import { FORMS, KINDS, titleOf, type FormKind } from "../letters/kinds.ts";
import { countByKind, coverPage, heldList, lettersList } from "../letters/papers.ts";
import { chooseHalfTerm, isOfHalfTerm, kindNamed, letterJson, planLetters } from "../letters/plan.ts";
import type { LetterRequest, PlannedLetter } from "../letters/plan.ts";
import { nameOf } from "../letters/file-name.ts";
import { letterFiles, letterLine, printLetters, type RunText } from "../letters/run.ts";
import { contactLine } from "../letters/view.ts";
import { renderCsv } from "../reports/csv.ts";
import { CannotGoOn, inOrder } from "../problem/problem.ts";
import { allRestated } from "../reports/sent.ts";
import { inOrderOfCalling } from "../letters/appointments.ts";
import { isoOf, ukOf } from "../register/day.ts";
import { isNursery, onRollBetween } from "../register/pupil.ts";
import { finish, loadRegister, writeWhole, type Context, type ExitCode } from "./context.ts";
import { writeForms } from "./forms.ts";
import { refuseIfLater } from "./later.ts";
import { renderLetters, type Wrote } from "./letters-screen.ts";
import { appointmentsFrom, appointmentsJson, astrayOf } from "./appointments.ts";
import { pupilNamed } from "./person.ts";
import { refuseBadTemplates, soundly } from "./sound-templates.ts";

export interface LettersOptions {
  readonly term?: boolean;
  readonly kind?: string;
  readonly halfTerm?: string;
  readonly pupil?: string;
  readonly class?: string;
  readonly order?: string;
  readonly release?: readonly string[];
  readonly note?: string;
  readonly by?: string;
  readonly dryRun?: boolean;
  readonly issue?: boolean;
  readonly pdf?: boolean;
}

export async function letters(context: Context, options: LettersOptions): Promise<ExitCode> {
  if ((options.term === true) === (options.kind !== undefined)) {
    throw new CannotGoOn("Say which letters: `attend letters --term` for the half-termly ones, or --kind and a kind.");
  }
  const form = FORMS.find((each) => each === options.kind);
  if (form) return printForm(context, form, options);
  const { folder, school } = loadRegister(context);
  if (options.issue === true && options.dryRun !== true) refuseIfLater(school, "letter");
  const request = requestOf(school, options);
  const appointments = appointmentsFrom(context, school, request.what, options.order);
  const planned = planLetters(school, request);
  const plan = appointments ? inOrderOfCalling(school, planned, appointments) : planned;
  const astray = appointments ? astrayOf(school, { plan, only: request.only }, appointments) : [];
  const held = plan.filter(({ status }) => status === "held");
  const wrote = options.dryRun === true ? null : await write(context, folder, school, { request, plan, options });
  const none = plan.length === 0 && options.pupil !== undefined ? whyNone(school, request) : null;
  const value = {
    asAt: isoOf(school.asAt),
    policy: school.config.policy.version,
    halfTerm: request.halfTerm?.key ?? null,
    ...countsOf(plan),
    school: { ...school.config.school, contact: contactLine(school.config) },
    letters: plan.map((letter) => ({ ...letterJson(school, letter), files: wrote?.files.get(letter) ?? [] })),
    ...(appointments ? { appointments: appointmentsJson(school, appointments), astray } : {}),
    ...(none === null ? {} : { none }),
    ...(wrote ? { folder: wrote.folder, wrote: wrote.wrote, issued: wrote.issued } : {}),
  };
  const code = finish(context, inOrder([...school.problems, ...allRestated(school)]), value, () =>
    none !== null
      ? `${none}\n`
      : renderLetters({ school, plan, dryRun: options.dryRun === true, wrote, colour: context.io.colour }),
  );
  for (const say of astray) context.io.err(`${say}\n`);
  return held.length > 0 || astray.length > 0 ? 1 : code;
}

/** How many letters of each standing and kind, and how many envelopes the due ones take. */
function countsOf(plan: readonly PlannedLetter[]): Readonly<Record<string, unknown>> {
  const of = (status: PlannedLetter["status"]): readonly PlannedLetter[] =>
    plan.filter((each) => each.status === status);
  const due = of("due");
  return {
    counts: {
      due: due.length,
      envelopes: due.reduce((sum, { recipients }) => sum + recipients.addressees.length, 0),
      held: of("held").length,
      sent: of("sent").length,
    },
    kinds: countByKind(due),
  };
}

function requestOf(school: School, options: LettersOptions): LetterRequest {
  const what = options.term === true ? "term" : kindNamed(options.kind ?? "");
  const named = options.halfTerm ?? null;
  if (what !== "term" && KINDS[what].asked === true && options.pupil === undefined) {
    throw new CannotGoOn(`A head asks for the letter “${what}” for one child at a time: name the child with --pupil.`);
  }
  const released = new Set((options.release ?? []).map((text) => pupilNamed(school.register, text)));
  if (released.size > 0 && (options.note ?? "").trim() === "") {
    throw new CannotGoOn("A held letter is released with a reason: add --note and say why it may go.");
  }
  return {
    what,
    halfTerm: named !== null || isOfHalfTerm(what) ? chooseHalfTerm(school, named) : null,
    only: onlyRows(school, options),
    released,
  };
}

/** Why one child's family gets no letter of a kind. */
function whyNone({ register, config, asAt }: School, { what, only }: LetterRequest): string {
  const pupil = register.pupils[[...(only ?? [])][0] ?? -1];
  const none = `No letter for ${pupil?.name ?? ""}:`;
  if (pupil && isNursery(pupil) && !config.letters.nursery) {
    return `${none} families of nursery children get none. To change that, set letters: nursery in attend.yaml.`;
  }
  if (pupil && !onRollBetween(pupil, asAt, asAt)) return `${none} not on roll on ${ukOf(asAt)}.`;
  return what === "notice-to-improve"
    ? `${none} a Notice to Improve is for unauthorised absence other than holidays at compulsory school age, and there is none this school year.`
    : what === "medical-evidence"
      ? `${none} the register has no session of illness this school year.`
      : `${none} nothing in the register or the log calls for ${what}. docs/letters.md says when each letter is due.`;
}

/** The rows named by --pupil or --class; null for everybody. */
function onlyRows({ register }: School, { pupil, class: named }: LettersOptions): ReadonlySet<number> | null {
  const one = pupil === undefined ? null : pupilNamed(register, pupil);
  if (named === undefined) return one === null ? null : new Set([one]);
  const same = (text: string | null): boolean => (text ?? "").toLowerCase() === named.trim().toLowerCase();
  if (one !== null) {
    if (same(register.pupils[one]?.class ?? null)) return new Set([one]);
    throw new CannotGoOn(`${register.pupils[one]?.name ?? ""} is not in class “${named}”. Leave out --class.`);
  }
  const rows = [...register.pupils.entries()].filter(([, each]) => same(each.class)).map(([row]) => row);
  if (rows.length > 0) return new Set(rows);
  const classes = [...new Set(register.pupils.map((each) => each.class))].filter((each) => each !== null);
  throw new CannotGoOn(`There is no class “${named}”. The classes are: ${classes.join(", ")}.`);
}

interface Work {
  readonly request: LetterRequest;
  readonly plan: readonly PlannedLetter[];
  readonly options: LettersOptions;
}

/** Files first; the log last, so that a crash can only cause a letter to be offered again. */
async function write(context: Context, folder: string, school: School, work: Work): Promise<Wrote> {
  const { request, plan, options } = work;
  const draft = options.issue !== true;
  const due = plan.filter(({ status }) => status === "due");
  const held = plan.filter(({ status }) => status === "held");
  if (due.length === 0 && (held.length === 0 || !draft)) {
    return { folder: null, wrote: [], files: new Map(), issued: 0 };
  }
  const browser = options.pdf === true ? findBrowser(context.io, school.config.letters.browser) : null;
  const { sources } = readLetterTemplates(folder);
  refuseBadTemplates([...new Set(due.map(({ kind }) => kind))], sources);
  const shell = {
    page: readTemplate("letters/page.html"),
    letter: readTemplate("letters/letter.html"),
    logo: readLogo(folder, school.config.letters.logo),
  };
  const { printed, printer } = soundly(() => printLetters(school, due, { sources, shell, draft }));
  const title = `${request.what === "term" ? `Letters for ${request.halfTerm?.key ?? ""}` : titleOf(request.what)}, ${ukOf(school.asAt)}`;
  const incomplete = school.files
    .filter(({ layout }) => layout === null)
    .map(({ path: file }) => `INCOMPLETE: ${file} could not be read. See attend check.`);
  const cover = coverPage(school, { title, draft, printed, due, held, incomplete }, readTemplate("letters/cover.html"));
  const texts: readonly RunText[] = [
    ...(printed.length > 0 ? letterFiles(school, printed, printer, school.config.letters["two-sided"]) : []),
    { path: "letters.csv", text: renderCsv(lettersList(school, printed)) },
    { path: "held.csv", text: renderCsv(heldList(school, held)) },
    { path: "cover.html", text: cover },
  ];
  const wanted = placeFor(folder, school, request, draft);
  const place = writeWhole(context, folder, wanted, texts, { flushed: !draft });
  const files = new Map(
    due.map((letter) => [
      letter,
      printed.filter((each) => each.letter === letter).map(({ file }) => `${place}/${file}`),
    ]),
  );
  if (!draft) {
    const by = options.by ?? signer(school);
    const lines = due.map((letter) =>
      letterLine(school, letter, {
        id: newId(),
        by,
        note: options.note ?? null,
        files: files.get(letter) ?? [],
      }),
    );
    appendToLog(folder, lines, () => {
      // Letters that are not recorded must not look as if they had gone.
      takeAway(folder, place);
    });
  }
  const names = new Set(texts.map(({ path: name }) => name));
  if (browser !== null) {
    // The letters go with them or without, so they are recorded by now.
    const pages = texts.map(({ path: name }) => name).filter((name) => name.endsWith(".html"));
    for (const pdf of await makePdfs(context, browser, path.join(folder, place), pages)) names.add(pdf);
  }
  return { folder: place, wrote: [...names].map((name) => `${place}/${name}`), files, issued: draft ? 0 : due.length };
}

function signer({ config }: School): string {
  const role = config.letters["signed-by"];
  const name = config.people.find((each) => each.role === role)?.name ?? "";
  return name === "" ? role : name;
}

/** Drafts have a folder that the next draft replaces; what was issued is never written over. */
function placeFor(folder: string, { asAt }: School, request: LetterRequest, draft: boolean): string {
  const what = request.what === "term" ? (request.halfTerm?.key ?? "term") : request.what;
  const base = `output/letters/${isoOf(asAt)} ${nameOf(what)}`;
  if (draft) return `${base} DRAFT`;
  for (let n = 1; ; n++) {
    const place = n === 1 ? base : `${base} ${String(n)}`;
    if (!existsSync(path.join(folder, ...place.split("/")))) return place;
  }
}

/** Names of the PDFs that were made, relative to the place, as those of the pages; says it when the browser failed. */
async function makePdfs(
  { io, options, beside }: Context,
  browser: string,
  place: string,
  pages: readonly string[],
): Promise<readonly string[]> {
  const shown = io.watched && options.quiet !== true;
  const files = pages.map((name) => path.join(place, name));
  const pdfs = await printPdfs(browser, files, (done) => {
    if (shown) io.err(`\r\u001b[KMaking PDFs: ${String(done)} of ${String(pages.length)}`);
  });
  if (shown) io.err("\r\u001b[K");
  const made = pdfs.map((pdf) => (pdf === null ? null : path.relative(place, pdf).replaceAll("\\", "/")));
  const usual = pages.map((page) => page.replace(/\.html$/, ".pdf"));
  beside.push(
    ...made.flatMap((pdf, i) => (pdf === null || pdf === usual[i] ? [] : [besideWords(usual[i] ?? "", pdf)])),
  );
  const failed = made.indexOf(null);
  if (failed >= 0) {
    const pile = pages.find((name) => name === "print-run.html") ?? pages[0] ?? "";
    beside.push(
      `${path.basename(browser)} made no PDF of ${pages[failed] ?? ""}, so PDFs are missing. All is written without them: print ${pile} from any browser.`,
    );
  }
  return made.filter((pdf) => pdf !== null);
}

async function printForm(context: Context, form: FormKind, options: LettersOptions): Promise<ExitCode> {
  const { folder, school } = loadRegister(context);
  const rows = onlyRows(school, options);
  if (rows === null) throw new CannotGoOn(`Say for whom: add --pupil or --class to --kind ${form}.`);
  const browser = options.pdf === true ? findBrowser(context.io, school.config.letters.browser) : null;
  const place = `output/forms/${isoOf(school.asAt)} ${form}`;
  const { forms, wrote } = writeForms({ context, folder, school, form, rows: [...rows], place });
  if (browser !== null) await makePdfs(context, browser, folder, wrote);
  const value = { asAt: isoOf(school.asAt), form, forms, wrote };
  return finish(context, school.problems, value, () => `${titleOf(form)}: written to ${place}/.\n`);
}
