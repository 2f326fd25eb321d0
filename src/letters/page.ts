/** Letters as pages: one letter in the fixed shell, and many of them in one file, each on a sheet of its own. */
import type { Config } from "../read/config.ts";
import type { LetterKind } from "../read/names.ts";
import type { Addressee } from "./whom.ts";
import { compile, escapeExpression } from "./compile.ts";
import { cleaned, isolated } from "./names.ts";

/** The fixed layout around the words of letters. */
export interface Shell {
  /** The text of `page.html` and `letter.html`. */
  readonly page: string;
  readonly letter: string;
  /** A `data:` address of the school's picture; null when there is none. */
  readonly logo: string | null;
}

/** What the shell prints around the words of one letter. */
export interface LetterAround {
  readonly addressee: Addressee;
  readonly date: string;
  readonly kind: LetterKind;
  readonly body: string;
  /** `Figures from … to …, as at ….`; empty for a letter without figures. */
  readonly figures: string;
  readonly contactLine: string;
  readonly draft: boolean;
}

export interface Printer {
  /** One letter, without its sheet. */
  readonly letter: (around: LetterAround) => string;
  /** A slip or form: words without address and signature. */
  readonly paper: (body: string, how: "slip" | "form", draft: boolean) => string;
  /** A whole file. `sheets`: what stands on each sheet. */
  readonly file: (title: string, sheets: readonly string[], backs: boolean) => string;
}

/** A printer for one school. Everything that is the same in every letter is worked out once. */
export function printerFor(config: Config, shell: Shell): Printer {
  const letter = compile("shell", "letters/letter.html", shell.letter);
  const page = compile("shell", "letters/page.html", shell.page);
  const school = {
    ...config.school,
    name: isolated(config.school.name),
    address: config.school.address.map(cleaned),
    policyLink: config.school["policy-link"],
  };
  const files = new Map<boolean, readonly [string, string, string]>();
  return {
    letter: ({ addressee, date, kind, body, figures, contactLine, draft }) => {
      const [words = "", after = ""] = body.split("<hr>", 2);
      const { lines, points } = fitted([addressee.name, ...addressee.address], config.letters.window);
      return letter({
        date,
        kind,
        figures,
        contactLine,
        draft,
        school,
        logo: shell.logo !== null,
        addressLines: lines,
        // The name of a class has no point in it.
        addressSize: String(points).replace(".", "-"),
        salutation: isolated(addressee.salutation),
        language: addressee.language,
        signatories: signatoriesOf(config, kind),
        body: words,
        after: after.trim() === "" ? "" : `<hr>${after}`,
      });
    },
    paper: (body, how, draft) => `<article class="${how}${draft && how === "slip" ? " draft" : ""}">${body}</article>`,
    file: (title, sheets, backs) => {
      let parts = files.get(backs);
      if (!parts) {
        const whole = page({
          title: "\uE000",
          sheets: "\uE001",
          window: config.letters.window,
          logo: shell.logo,
          twoSided: backs,
        });
        const [before = "", rest = ""] = whole.split("\uE000");
        const [between = "", after = ""] = rest.split("\uE001");
        parts = [before, between, after];
        files.set(backs, parts);
      }
      const body = sheets.map((sheet) => `<section class="sheet">${sheet}</section>`).join("\n");
      return `${parts[0]}${escapeExpression(title)}${parts[1]}${body}${parts[2]}`;
    },
  };
}

/** Everybody with the role that signs a kind; the role alone when nobody has it. */
export function signatoriesOf(config: Config, kind: LetterKind): readonly { name: string; role: string }[] {
  const role = config.letters.signatories[kind] ?? config.letters["signed-by"];
  const people = config.people.filter((each) => each.role === role && each.name !== "");
  return people.length === 0 ? [{ name: "", role }] : people.map(({ name }) => ({ name: isolated(name), role }));
}

const MM_PER_POINT = 0.3528;
const LINE = 1.2;
/** Width of a letter in a proportional type, as a part of its size: generous, so that lines seldom break. */
const WIDE = 0.56;

/**
 * The lines of an address in a size that fits the window: from 10.5 points down to 6. Lines that would be too many are
 * joined from the end, the postcode staying by itself.
 */
function fitted(
  lines: readonly string[],
  { width, height }: { readonly width: number; readonly height: number },
): { readonly lines: readonly string[]; readonly points: number } {
  const clean = lines.map(cleaned).filter((line) => line !== "");
  for (let points = 10.5; points > 6; points -= 0.5) {
    const most = Math.floor((height - 1.2) / (points * MM_PER_POINT * LINE));
    const perLine = (width - 1) / (points * MM_PER_POINT * WIDE);
    const joined = squeezed(clean, most);
    const rows = joined.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
    if (rows <= most) return { lines: joined.map(isolated), points };
  }
  return { lines: squeezed(clean, 8).map(isolated), points: 6 };
}

/** At most so many lines: short ones in the middle are put together. */
function squeezed(lines: readonly string[], most: number): readonly string[] {
  const all = [...lines];
  while (all.length > most && all.length > 3) {
    const [one = "", two = ""] = all.splice(-3, 2);
    all.splice(-1, 0, `${one}, ${two}`);
  }
  return all;
}
