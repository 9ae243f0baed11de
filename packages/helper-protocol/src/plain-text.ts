// CSI and OSC sequences first (colours, cursor moves, titles), then two-character escapes.
const escapeSequences =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /\u001B\[[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[ -/]*[0-~]/g;
// Control characters but tab and line feed, and the marks that turn the direction of text around.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const controlCharacters = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Text from a stranger's program without terminal escapes, control and direction characters; lines and tabs stay. */
export function toPlainText(text: string): string {
  return text.replaceAll(escapeSequences, '').replaceAll('\r\n', '\n').replaceAll(controlCharacters, '');
}

/** The same as one line: line breaks go too. */
export function toPlainLine(text: string): string {
  return toPlainText(text).replaceAll('\n', '');
}
