/** Per-pupil counts of every mark with DuckDB alone: one group-by over all files, on all threads it likes. */
import { DuckDBInstance } from "@duckdb/node-api";
import { printed } from "./tally.js";

const files = process.argv.slice(2);
if (files.length === 0) process.exit(0);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(", ");
const counted = await connection.runAndReadAll(
  `select UPN, coalesce(Mark, '') as mark, count(*)::integer as n from read_csv([${list}], header = true, all_varchar = true) group by all`,
);
const rows = counted.getRows();
printed(
  rows.reduce((sum, [, , n]) => sum + n, 0),
  new Set(rows.map(([upn]) => upn)).size,
  rows.length,
);
