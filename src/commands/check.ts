/** `attend check`: how every file was understood, and everything that is wrong; writes nothing. */
import { renderTable } from "../edge/terminal.ts";
import type { School } from "../flow.ts";
import { countRows } from "../measures/counts.ts";
import { isoOf, ukOf, dayFromIso } from "../register/day.ts";
import { MISSING } from "../register/kinds.ts";
import { inOrder } from "../problem/problem.ts";
import { faultsInRegister } from "../policy/to-fix.ts";
import { checkLog } from "../reports/log-check.ts";
import { allRestated } from "../reports/sent.ts";
import { explain } from "./explain.ts";
import { finish, loadSchool, problemJson, type Context, type ExitCode, type ProblemJson } from "./context.ts";

export interface Check {
  readonly files: readonly {
    readonly path: string;
    readonly layout: string | null;
    readonly encoding: string | null;
    readonly delimiter: string | null;
    readonly rows: number;
    readonly used: number;
    readonly leftOut: number;
    readonly mapping: readonly { readonly heading: string; readonly field: string | null }[];
  }[];
  readonly problems: readonly ProblemJson[];
  readonly register: {
    readonly pupils: number;
    readonly sessions: number;
    readonly marks: number;
    readonly missing: number;
    /** Null when there is no session. */
    readonly from: string | null;
    readonly to: string | null;
  };
}

export interface CheckOptions {
  readonly explain?: string;
  readonly writeMapping?: boolean;
  readonly log?: boolean;
}

export function check(context: Context, options: CheckOptions): ExitCode {
  if (options.explain !== undefined || options.writeMapping === true) return explain(context, options);
  const { school } = loadSchool(context);
  if (options.log === true) return checkTheLog(context, school);
  const problems = inOrder([...school.problems, ...faultsInRegister(school), ...allRestated(school)]);
  const value: Check = {
    files: school.files.map(({ path, layout, encoding, delimiter, rows, used, leftOut, mapping }) => ({
      path,
      layout,
      encoding,
      delimiter,
      rows,
      used,
      leftOut,
      mapping,
    })),
    problems: problems.map(problemJson),
    register: registerOf(school),
  };
  return finish(context, problems, value, () => renderScreen(value, context.io.colour));
}

/** Only what is odd in the log; silent when nothing is. */
function checkTheLog(context: Context, school: School): ExitCode {
  const problems = school.problems.filter(
    ({ file, code }) => file?.startsWith("records/") === true && code !== "deed-no-pupil" && code !== "log-copy",
  );
  const findings = checkLog(school, school.later);
  const value = { asAt: isoOf(school.asAt), findings };
  const code = finish(context, problems, value, () => findings.map(({ say }) => `${say}\n`).join(""));
  return findings.length > 0 ? 1 : code;
}

function registerOf({ register }: School): Check["register"] {
  const { pupils, sessions, schoolDays, marks } = register;
  const whole = { start: 0, end: sessions.length };
  const from = schoolDays[0];
  const to = schoolDays.at(-1);
  return {
    pupils: pupils.length,
    sessions: sessions.filter(({ open }) => open).length,
    marks: marks.reduce((n, kind) => (kind === MISSING ? n : n + 1), 0),
    missing: countRows(register, pupils.keys(), whole).missing,
    from: from === undefined ? null : isoOf(from),
    to: to === undefined ? null : isoOf(to),
  };
}

const DELIMITERS: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab" };

function renderScreen({ files, register }: Check, colour: boolean): string {
  const table = renderTable(
    {
      head: ["File", "Read as", "Encoding", "Between cells", "Rows", "Used", "Left out"],
      right: [4, 5, 6],
      rows: files.map((file) => [
        file.path,
        file.layout ?? "not read",
        file.encoding ?? "–",
        DELIMITERS[file.delimiter ?? ""] ?? "–",
        String(file.rows),
        String(file.used),
        String(file.leftOut),
      ]),
    },
    colour,
  );
  const uk = (iso: string | null): string => (iso === null ? "–" : ukOf(dayFromIso(iso) ?? 0));
  return (
    `${files.length === 0 ? "There are no files in the exports folder.\n" : table}\n` +
    `Register: ${String(register.pupils)} pupils, ${String(register.sessions)} sessions from ${uk(register.from)} to ${uk(register.to)}, ` +
    `${String(register.marks)} marks, ${String(register.missing)} missing.\n`
  );
}
