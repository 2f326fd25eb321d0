/** Per-pupil counts of every mark with csv-parse alone: files streamed one after another, rows as arrays. */
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { Tally } from "./tally.js";

const tally = new Tally();
for (const file of process.argv.slice(2)) {
  const rows = createReadStream(file).pipe(parse({ bom: true }));
  let head = null;
  for await (const row of rows) {
    if (head === null) head = { upn: row.indexOf("UPN"), mark: row.indexOf("Mark") };
    else tally.add(row[head.upn], row[head.mark]);
  }
}
tally.print();
