/**
 * Program text of a process that exchanges files and folders without a pause: a file by a link to a secret, by another
 * name of it, and back; a folder by a link to one with secrets, and back.
 */
export const swapper = `
const { linkSync, mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } = require('node:fs');
const [media, outside] = process.argv.slice(1);
const file = media + '/race/file.txt', folder = media + '/race/folder', draft = media + '/race/draft';
const inPlace = (make) => { make(draft); renameSync(draft, file); };
process.stdout.write('started');
for (;;) {
  inPlace((path) => symlinkSync(outside + '/file.txt', path));
  inPlace((path) => writeFileSync(path, 'ours'));
  inPlace((path) => linkSync(outside + '/file.txt', path));
  inPlace((path) => writeFileSync(path, 'ours'));
  renameSync(folder, folder + '.away');
  symlinkSync(outside, folder);
  unlinkSync(folder);
  renameSync(folder + '.away', folder);
}
`;
