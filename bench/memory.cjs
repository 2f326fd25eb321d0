/** Prints the process's peak memory in kB and the time that it took of the processor in ms, when it ends. */
process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(`PEAK ${maxRSS} CPU ${Math.round((userCPUTime + systemCPUTime) / 1000)}\n`);
});
