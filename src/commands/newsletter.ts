/** `attend newsletter`: a paragraph and a picture on attendance, for the school's newsletter. */
import path from "node:path";
import { browserHere, takePicture } from "../edge/browser.ts";
import { readPageTemplates } from "../edge/templates.ts";
import { writeFiles } from "../edge/write.ts";
import { choosePeriod } from "../reports/celebration/period.ts";
import { POSTER_HEIGHT, POSTER_WIDTH } from "../reports/charts/poster.ts";
import { newsletterFiles } from "../reports/newsletter/page.ts";
import { newsletterOf } from "../reports/newsletter/newsletter.ts";
import { finish, loadRegister, type Context, type ExitCode } from "./context.ts";

export async function newsletter(context: Context, { term }: { readonly term?: string | true }): Promise<ExitCode> {
  const { folder, school } = loadRegister(context);
  const value = newsletterOf(school, choosePeriod(school, typeof term === "string" ? term : null));
  const place = `output/newsletter/${value.asAt}`;
  const files = newsletterFiles(value, readPageTemplates()).map((file) => ({ ...file, path: `${place}/${file.path}` }));
  writeFiles(folder, files);
  const browser = browserHere(context.io.env, school.config.letters.browser);
  const svg = path.join(folder, ...place.split("/"), "newsletter.svg");
  const hasPng = browser !== null && (await takePicture(browser, svg, POSTER_WIDTH, POSTER_HEIGHT));
  const wrote = [...files.map((file) => file.path), ...(hasPng ? [`${place}/newsletter.png`] : [])];
  return finish(
    context,
    school.problems,
    { ...value, wrote },
    () =>
      `${value.paragraph}\n\nWritten to ${place}: newsletter.html to look at, newsletter.txt to copy, and the picture newsletter.svg${hasPng ? " and newsletter.png" : ""}.\nWhen it has gone out: attend log note --row A1\n`,
  );
}
