/** `attend pupil`: one pupil's whole story, on the screen and as a page to print. */
import { readPageTemplates } from "../edge/templates.ts";
import { chalkFor } from "../edge/terminal.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { ukOf } from "../register/day.ts";
import { gridLines, pupilPage, storySections } from "../reports/pupil-page.ts";
import { pupilStory } from "../reports/pupil.ts";
import { finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";
import { pupilNamed } from "./person.ts";

export function pupil(context: Context, _: unknown, [who]: readonly string[]): ExitCode {
  if (who === undefined) throw new CannotGoOn("Say who: the name, part of it with the class, or the UPN.");
  const { folder, school } = loadRegister(context);
  const row = pupilNamed(school.register, who);
  const story = pupilStory(school, row);
  // A file name holds no child's name; the number is the pupil's place in the register.
  const file = `output/pupils/${story.asAt} ${String(row + 1).padStart(4, "0")}.html`;
  const wrote = write(context, folder, [
    { path: file, text: pupilPage(story, school.config.school.name, readPageTemplates()) },
  ]);
  const chalk = chalkFor(context.io.colour);
  return finish(context, school.problems, { ...story, wrote }, () => {
    const head = `${story.name}, ${story.class ?? "no class"}, ${story.key}, as at ${ukOf(school.asAt)}`;
    const grid = { title: "Register, a week a line", lines: gridLines(story) };
    const sections = [...storySections(story), grid].map(
      ({ title, lines }) => `${chalk.bold(title)}\n${lines.map((line) => `  ${line}\n`).join("")}`,
    );
    return `${chalk.bold(head)}\n\n${sections.join("\n")}\nTo print: ${file}\n`;
  });
}
