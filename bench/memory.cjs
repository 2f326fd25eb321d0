/** Prints the process's peak memory when it ends, in kB. */
process.on("exit", () => {
  process.stderr.write(`PEAK ${process.resourceUsage().maxRSS}\n`);
});
