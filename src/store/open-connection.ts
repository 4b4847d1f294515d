/** Open connection: connects to the database and asks it a first question, with patience for one that starts or is busy. */
import { Halt } from '../model/errors.js';
import { again, isStarting } from './again.js';
import { connectFolder, connectServer, type Connection } from './connection.js';

export interface StoreOptions {
  /** Address of a PostgreSQL server (`postgres://...`); null or absent for the embedded database. */
  url?: string | null;
  /**
   * Folder of the embedded database. What a call has stored outlives the end of the process at any moment; it is not
   * forced onto the disk, so a power cut may take the last seconds. Where that matters, use a server.
   */
  folder?: string;
}

/** Connects and asks a first question. */
export async function connect({ url, folder = './data' }: StoreOptions): Promise<Connection> {
  const connection = url ? connectServer(url) : await connectFolder(folder);
  const pool = connection.openPool({ max: 1 });
  try {
    const ask = () => pool.query('SELECT 1');
    await (url ? again(connection.place, ask, isStarting) : askHolder(connection, ask));
    await pool.end();
    return connection;
  } catch (error) {
    await connection.close();
    if (error instanceof Halt) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    const setting = url ? 'PANTAU_DATABASE_URL' : 'PANTAU_DATA';
    throw new Halt(
      `the database ${connection.place} does not answer (${message || code}); check ${setting}`,
      {
        cause: error,
      },
    );
  }
}

/** A holder that is frozen, or sits in an endless transaction, is told from one that is busy by a long patience. */
const HOLDER_PATIENCE_MS = 90_000;

async function askHolder(connection: Connection, ask: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      void connection
        .heldBy()
        .then((holder) =>
          fail(
            new Halt(
              `${holder ?? 'the database'} holds ${connection.place} and has not answered for ${HOLDER_PATIENCE_MS / 1000} s; stop it or try again later`,
            ),
          ),
        );
    }, HOLDER_PATIENCE_MS);
  });
  try {
    await Promise.race([again(connection.place, ask), late]);
  } finally {
    clearTimeout(timer);
  }
}
