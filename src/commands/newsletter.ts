/** `attend newsletter`: a paragraph and a picture on attendance, for the school's newsletter. */
import path from "node:path";
import { browserHere, takePicture } from "../edge/browser.ts";
import { readPageTemplates } from "../edge/templates.ts";
import { choosePeriod } from "../reports/celebration/period.ts";
import { POSTER_HEIGHT, POSTER_WIDTH } from "../reports/charts/poster.ts";
import { newsletterFiles } from "../reports/newsletter/page.ts";
import { newsletterOf } from "../reports/newsletter/newsletter.ts";
import { finish, loadRegister, write, type Context, type ExitCode } from "./context.ts";

export async function newsletter(context: Context, { term }: { readonly term?: string | true }): Promise<ExitCode> {
  const { folder, school } = loadRegister(context);
  const value = newsletterOf(school, choosePeriod(school, typeof term === "string" ? term : null));
  const place = `output/newsletter/${value.asAt}`;
  const files = newsletterFiles(value, readPageTemplates()).map((file) => ({ ...file, path: `${place}/${file.path}` }));
  const pages = write(context, folder, files);
  const browser = browserHere(context.io.env, school.config.letters.browser);
  const svg = path.join(folder, pages.find((page) => page.endsWith(".svg")) ?? "");
  const png = browser === null ? null : await takePicture(browser, svg, POSTER_WIDTH, POSTER_HEIGHT);
  const wrote = [...pages, ...(png === null ? [] : [`${place}/${path.basename(png)}`])];
  return finish(
    context,
    school.problems,
    { ...value, wrote },
    () =>
      `${value.paragraph}\n\nWritten to ${place}: newsletter.html to look at, newsletter.txt to copy, and the picture newsletter.svg${png === null ? "" : ` and ${path.basename(png)}`}.\nWhen it has gone out: attend log note --row A1\n`,
  );
}
