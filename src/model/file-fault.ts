/** File fault: why the system refused a file or folder, in words that say what to do. */

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder; check how it is written',
  EACCES: 'this user may not use it; change its permissions or name another one',
  EPERM: 'this user may not use it; change its permissions or name another one',
  EISDIR: 'it is a folder; name a file',
  ENOTDIR: 'what should be a folder is a file; name another one',
  EEXIST: 'something stands there already; name another one',
  ENOTEMPTY: 'the folder holds something already; name another one',
  ELOOP: 'its links lead in a circle; name another one',
  ENAMETOOLONG: 'its name is too long; name another one',
  ENOSPC: 'the disk is full; make room',
  EDQUOT: 'the disk is full for this user; make room',
  EFBIG: 'larger than this user may write; allow more (ulimit -f)',
  EROFS: 'the disk may only be read; name another place',
  EMFILE: 'too many files are open; allow more (ulimit -n)',
  ENFILE: 'too many files are open on this machine; close some programs',
};

/** What an error of the file system is in words; its own message where it is none. */
export function describeFileFault(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return WORDS[code] ?? message;
}

/** An error of the file system that nobody foresaw, with the file it is about; null for any other error. */
export function nameFileFault(error: unknown): string | null {
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  const words = WORDS[code];
  if (words === undefined || syscall === undefined) return null;
  return path === undefined ? words : `${path}: ${words}`;
}
