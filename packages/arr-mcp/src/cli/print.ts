/** The command's words: its result on standard output, what keeps it from one on standard error. @returns the exit code */
export function print(text: string, exitCode: number): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(text);
  return exitCode;
}
