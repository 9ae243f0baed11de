// CSI and OSC sequences first (colours, cursor moves, titles), then two-character escapes.
const escapeSequences =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /\u001B\[[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[ -/]*[0-~]/g;
// Control characters but the tab, and the marks that turn the direction of text around.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const controlCharacters = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Text of strangers without terminal escapes and control characters; a tab stays, a line break goes. */
export function printable(text: string): string {
  return text.replaceAll(escapeSequences, '').replaceAll(controlCharacters, '');
}
