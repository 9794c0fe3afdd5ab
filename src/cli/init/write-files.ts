import { lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/**
 * Copies all files of a folder into another one. It overwrites nothing. When one of the files is already there, or cannot be
 * written, it leaves none of them behind.
 *
 * @param read Reads a file of the source.
 * @returns A promise of the paths of the files, relative to the folder, with `/`.
 * @throws Error that names the files that are already there, or that gives the reason of the system
 */
export async function writeFiles(
  source: string,
  target: string,
  read: (path: string) => Promise<Uint8Array> = readFile,
): Promise<readonly string[]> {
  const files = await filesIn(source);
  const existing: string[] = [];
  for (const file of files) {
    const obstacle = await findObstacle(file, target);
    if (obstacle && !existing.includes(obstacle)) existing.push(obstacle);
  }
  if (existing.length > 0)
    throw new Error(
      `Nothing was written, because the folder already has ${existing.join(', ')}. Use an empty folder, and copy from there what you need.`,
    );

  /** What was created so far: files, and the outermost of new folders. */
  const created: string[] = [];
  try {
    for (const file of files) {
      const path = join(target, file);
      const newFolder = await mkdir(dirname(path), { recursive: true });
      if (newFolder) created.push(newFolder);
      await writeFile(path, await read(join(source, file)), { flag: 'wx' }); // Fails if another program was faster.
      created.push(path);
    }
  } catch (cause) {
    for (const path of created.reverse()) await rm(path, { recursive: true, force: true });
    throw new Error(`Nothing was written: ${(cause as Error).message}`, { cause });
  }
  return files;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  const files = [];
  for (const name of names.sort())
    if ((await lstat(join(folder, name))).isFile()) files.push(name.replaceAll(sep, '/'));
  return files;
}

/** Returns the part of a path at which there is something already: the file itself, or one of its folders that is no folder. */
async function findObstacle(file: string, target: string): Promise<string | undefined> {
  const names = file.split('/');
  for (let length = 1; length < names.length; length++) {
    const folder = names.slice(0, length).join('/');
    const isFolder = await stat(join(target, folder)).then(
      (found) => found.isDirectory(),
      () => undefined,
    );
    if (isFolder === false || (isFolder === undefined && (await isThere(join(target, folder))))) return folder;
  }
  return (await isThere(join(target, file))) ? file : undefined;
}

/** Returns true when there is a file, a folder or a link at a path. */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
