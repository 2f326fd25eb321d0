/** The least that a program using csv-parse can do: stream the files as arrays, and count the rows. */
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

let rows = 0;
for (const file of process.argv.slice(2)) {
  for await (const row of createReadStream(file).pipe(parse({ bom: true }))) rows += row.length > 0 ? 1 : 0;
}
console.log(rows);
