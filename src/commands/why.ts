/** `attend why`: the proof of one pupil's figures and tier, or of a letter that was sent. */
import { chalkFor } from "../edge/terminal.ts";
import { sentLetter, type SentLetter } from "../reports/sent.ts";
import { whyOf } from "../reports/why.ts";
import { whySections } from "../reports/why-words.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { dayFromIso, ukOf } from "../register/day.ts";
import { finish, loadRegister, type Context, type ExitCode } from "./context.ts";
import { pupilNamed } from "./person.ts";

export function why(context: Context, options: { readonly letter?: string }, [who]: readonly string[]): ExitCode {
  if (who === undefined) throw new CannotGoOn("Say who: the name, part of it with the class, or the UPN.");
  const { school } = loadRegister(context);
  const row = pupilNamed(school.register, who);
  const chalk = chalkFor(context.io.colour);
  if (options.letter !== undefined) {
    const letter = sentLetter(school, row, options.letter);
    return finish(context, school.problems, letter, () => letterWords(letter));
  }
  const value = whyOf(school, row);
  return finish(context, school.problems, value, () => {
    const head = `${value.name}, ${value.class ?? "no class"}, as at ${ukOf(school.asAt)}, policy ${value.policy}`;
    const sections = whySections(value).map(
      ({ title, lines }) => `${chalk.bold(title)}\n${lines.map((line) => `  ${line}\n`).join("")}`,
    );
    return `${chalk.bold(head)}\n\n${sections.join("\n")}`;
  });
}

function letterWords({ number, letter, day, because, tier, policy, basis, now, changed, tierNow }: SentLetter): string {
  const lines = [
    `Letter ${String(number)}: ${letter}, sent on ${ukOf(dayFromIso(day) ?? 0)}`,
    `  because: ${because.join("; ") || "not written down"}`,
    ...(tier === null ? [] : [`  tier ${tier}, policy ${policy ?? ""}`]),
  ];
  if (!basis || !now)
    return `${[...lines, "  written down by hand, so that there are no figures to prove it by"].join("\n")}\n`;
  const words = (of: typeof basis): string =>
    `${String(of.attended)} of ${String(of.possible)} attended (${of.percent ?? "–"}%), ${String(of.authorised)} authorised, ${String(of.unauthorised)} unauthorised, ${String(of.late + of.lateAfterClose)} lates`;
  const dates = `${ukOf(dayFromIso(basis.from) ?? 0)} to ${ukOf(dayFromIso(basis.to) ?? 0)}`;
  return `${[
    ...lines,
    `  on the figures of ${dates}: ${words(basis)}`,
    changed.length === 0
      ? "  the register says the same now"
      : `  the register says now: ${words(now)}${tierNow === null ? "" : `, tier ${tierNow}`}. \`attend letters --kind correction\` writes to the family.`,
  ].join("\n")}\n`;
}
