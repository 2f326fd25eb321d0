/** The main job on the invented demo school: makes it if it is not there, and runs Monday's tables. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { main } from "../dist/main.js";

const folder = fileURLToPath(new URL("../demo-school", import.meta.url));
if (!existsSync(`${folder}/attend.yaml`)) {
  const made = await main(["demo", folder]);
  if (made === 2) process.exit(2);
  console.log();
}
const code = await main(["weekly", "--school", folder]);
if (code !== 2) {
  console.log("Try next:");
  console.log("  open demo-school/README.md                                    the stories planted in the demo");
  console.log("  node bin/attend.js tiers --school demo-school                 every pupil's tier, and why");
  console.log("  node bin/attend.js figures --by class --school demo-school    the numbers behind the tables");
}
process.exitCode = code === 2 ? 2 : 0;
