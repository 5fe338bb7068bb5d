const PATIENCE_MS = 1_000;

/** Says what is waited for, where that takes longer than a moment. */
export async function patiently<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const { stderr } = process;
  let seconds = 0;
  const timer = setInterval(() => {
    seconds++;
    if (stderr.isTTY) stderr.write(`\r${what} … ${seconds} s`);
    else if (seconds === 1) stderr.write(`${what} …\n`);
  }, PATIENCE_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (stderr.isTTY && seconds > 0) stderr.write('\r\u001B[K');
  }
}
