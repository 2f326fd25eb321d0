/** `attend init`: a school folder with the commented `attend.yaml`; never overwrites anything. */
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { readTemplate } from "../edge/templates.ts";
import { makeSchool } from "../edge/write.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { CONFIG_FILE } from "../read/names.ts";
import { finish, write, type Context, type ExitCode } from "./context.ts";

export function init(context: Context, _options: object, [dir = "."]: readonly string[]): ExitCode {
  const folder = path.resolve(context.io.cwd, dir);
  if (existsSync(path.join(folder, CONFIG_FILE))) {
    throw new CannotGoOn(`${folder} already has an attend.yaml, and nothing in it was changed.`);
  }
  makeSchool(folder);
  const wrote = write(context, folder, [{ path: CONFIG_FILE, text: readTemplate("school/attend.yaml") }]);
  mkdirSync(path.join(folder, "exports"), { recursive: true });
  return finish(context, [], { folder, wrote: [...wrote, "exports/"] }, () =>
    [
      `Made a school folder in ${folder}.`,
      "1. Open attend.yaml: put in the school's name and check the half-term dates.",
      "2. Put the CSV exports of your MIS into the exports folder: the registers, and the pupils file.",
      "3. Run `attend check` there. It says how each file was understood and what is wrong.",
      "",
    ].join("\n"),
  );
}
