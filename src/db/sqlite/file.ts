import { DatabaseUnavailableError } from "@/db/db.ts";

/** How long a look at the files is good for, where nothing is written, in ms. */
const FRESH = 200;
/** What SQLite keeps beside a file while it is open, with what is not in the file yet. */
export const BESIDE = ["-wal", "-shm"];

const GONE = "El archivo de la base de datos ya no está en su sitio o es otro: " +
  "detenga el servicio, restáurelo y arranque de nuevo";

/** Gives the file, and what stands beside it, to its owner alone; creates it where it is missing. */
export function keepToOwner(file: string): void {
  try {
    // SQLite gives the files beside it the same mode.
    Deno.openSync(file, { write: true, createNew: true, mode: 0o600 }).close();
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) return; // opening it says what is wrong
    for (const path of [file, ...BESIDE.map((ending) => file + ending)]) {
      try {
        Deno.chmodSync(path, 0o600);
      } catch {
        // Not there, or of another user, who has given us what we may do with it.
      }
    }
  }
}

/**
 * Notices when somebody deletes or replaces the files of a database that is open: SQLite would go on
 * with what it has opened, and everything written from then on would be lost.
 */
export class FileWatch {
  readonly #identities: ReadonlyMap<string, string | undefined>;
  #looked = performance.now();
  #isGone = false;

  /** @param file of a database that is open and was read from, so that all its files are there */
  constructor(file: string) {
    const paths = [file, ...BESIDE.map((ending) => file + ending)];
    this.#identities = new Map(paths.map((path) => [path, identityOf(path)]));
  }

  /** Whether they are still the files that were opened, seen now. */
  get isGone(): boolean {
    this.#looked = performance.now();
    this.#isGone = [...this.#identities].some(([path, then]) => identityOf(path) !== then);
    return this.#isGone;
  }

  /** @throws DatabaseUnavailableError when they are not, seen now */
  check(): void {
    if (!this.isGone) return;
    throw new DatabaseUnavailableError("the file is gone or another one", { fault: GONE });
  }

  /** The same, seen a moment ago: enough for reading. */
  checkNowAndThen(): void {
    if (this.#isGone || performance.now() - this.#looked > FRESH) this.check();
  }
}

function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = Deno.lstatSync(path);
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}
