/** `attend demo`: a school folder of an invented school, with realistic exports and a log. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { inventSchool, type DemoSchool } from "../demo/invent.ts";
import { readTemplate } from "../edge/templates.ts";
import { makeSchool } from "../edge/write.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { CONFIG_FILE } from "../read/names.ts";
import { isoOf } from "../register/day.ts";
import { finish, write, type Context, type ExitCode } from "./context.ts";

export interface DemoOptions {
  readonly pupils: string;
  readonly seed: string;
}

const FEWEST = 40;
const MOST = 5000;

export function demo(context: Context, options: DemoOptions, [dir = "demo-school"]: readonly string[]): ExitCode {
  const folder = path.resolve(context.io.cwd, dir);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new CannotGoOn(
      `${folder} is not empty, and nothing in it was changed. Name a new folder, or remove this one first.`,
    );
  }
  const pupils = whole(options.pupils, "--pupils");
  if (pupils < FEWEST || pupils > MOST) {
    throw new CannotGoOn(`--pupils takes a number from ${String(FEWEST)} to ${String(MOST)}.`);
  }
  const school = inventSchool({ pupils, seed: whole(options.seed, "--seed"), today: context.asAt });
  const files = [{ path: CONFIG_FILE, text: configFor(readTemplate("school/attend.yaml"), school) }, ...school.files];
  makeSchool(folder);
  const wrote = write(context, folder, files);
  return finish(
    context,
    [],
    { folder, wrote },
    () =>
      `Made ${school.name}, an invented school of ${String(pupils)} pupils, in ${folder}.\nIts README.md lists the stories planted in it. Go there and run \`attend weekly\`.\n`,
  );
}

function personLine({ role, name, phone, email }: DemoSchool["people"][number]): string {
  return `  - { role: ${role}, name: ${name}, phone: ${JSON.stringify(phone)}, email: ${JSON.stringify(email)} }`;
}

function whole(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new CannotGoOn(`${option} needs a whole number, not “${text}”.`);
  return Number(text);
}

/** The shipped `attend.yaml` with the invented school's name, people and calendar put in. */
function configFor(template: string, { name, office, people, halfTerms, closed }: DemoSchool): string {
  const terms = halfTerms.map(
    ({ name: term, from, to }) => `    - { name: ${term}, from: ${isoOf(from)}, to: ${isoOf(to)} }`,
  );
  return template
    .replace("name: Our School", `name: ${name}`)
    .replace("address: []", `address: [${office.address.map((line) => JSON.stringify(line)).join(", ")}]`)
    .replace('phone: ""\n  email: ""', `phone: "${office.phone}"\n  email: ${office.email}`)
    .replace('policy-link: ""', `policy-link: ${office.policyLink}`)
    .replace('local-authority: ""', `local-authority: ${office.localAuthority}`)
    .replace(/(?<=^people:\n)(?: {2}# .*\n)+ {2}\[\]\n/m, `${people.map(personLine).join("\n")}\n`)
    .replace(/(?<= {2}half-terms:\n)(?: {4}- .*\n)+/, `${terms.join("\n")}\n`)
    .replace("closed: []", `closed: [${closed.map(isoOf).join(", ")}]`);
}
