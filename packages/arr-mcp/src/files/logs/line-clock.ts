import { parseLineTime, timeHeadLength } from './line-time.ts';
import { lineStartBefore } from './line-bounds.ts';

// A stack trace is shorter than this; without a limit each look in a file without times would go back to its start.
const maxStepsBack = 200;
const maxVainTries = 2000;

/**
 * Tells when lines were written. A line without a time, such as one of a stack trace, belongs to the last line before
 * it that has one. Lines are asked for in the order of the file.
 */
export class LineClock {
  readonly #modified: Date;
  #time: number | undefined;
  #passed = 0;
  #vainTries = 0;

  constructor(modified: Date) {
    this.#modified = modified;
  }

  /** Whether the lines of this file carry times, as far as it was looked at. */
  get hasTimes(): boolean {
    return this.#time !== undefined;
  }

  /** @param start where the line begins in `bytes` */
  timeOf(bytes: Buffer, start: number): number | undefined {
    let at = start;
    for (let steps = 0; steps < maxStepsBack && at >= this.#passed; steps += 1) {
      const time = this.#parse(bytes, at);
      if (time !== undefined) {
        this.#time = time;
        break;
      }
      if (at === 0) break;
      at = lineStartBefore(bytes, at - 1);
    }
    this.#passed = start + 1;
    return this.#time;
  }

  /** The next question is about other bytes, of which those before `passed` were asked about already. */
  moveOn(passed: number): void {
    this.#passed = passed;
  }

  #parse(bytes: Buffer, start: number): number | undefined {
    if (this.#time === undefined && this.#vainTries > maxVainTries) return undefined;
    this.#vainTries += 1;
    return parseLineTime(bytes.toString('latin1', start, start + timeHeadLength), this.#modified);
  }
}
