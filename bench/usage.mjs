// Loaded before the measured program: when it ends, says what it took. Plain JavaScript, so that it costs nothing itself.
import { appendFileSync, readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const target = process.env.BENCH_USAGE;
if (isMainThread && target) process.on('exit', () => appendFileSync(target, `${JSON.stringify(usage())}\n`));

function usage() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: (peakFromKernel() ?? maxRSS) * 1024 };
}

// On Linux, maxRSS can be that of the program which started this one.
function peakFromKernel() {
  if (process.platform !== 'linux') return undefined;
  const match = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return match ? Number(match[1]) : undefined;
}
