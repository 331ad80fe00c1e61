import process from "node:process";

/** What the loop of events was kept from meanwhile, in ms of processor. */
export type Turns = { longest: number; all: number; count: number };

/** The time of a thread's processor may be read to the hundredth of a second only, in ms. */
const GRAIN = 10;

/**
 * Runs a task and says for how long it kept the network waiting in one piece. A byte goes round and
 * round through a socket of this thread: what its processor did from one arrival to the next is what
 * no other request could come in between. In time of the processor, because on a busy machine the
 * clock on the wall counts the work of others too.
 */
export async function measureTurns<T>(
  task: () => Promise<T>,
): Promise<[T, Turns]> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const [there, here] = await Promise.all([
    listener.accept(),
    Deno.connect({
      hostname: "127.0.0.1",
      port: (listener.addr as Deno.NetAddr).port,
    }),
  ]);
  const turns: Turns = { longest: 0, all: 0, count: 0 };
  let over = false, before = clocks();
  const note = () => {
    const now = clocks(), wall = now.wall - before.wall;
    const spent = Math.min(wall, now.processor - before.processor + GRAIN);
    before = now;
    turns.longest = Math.max(turns.longest, spent);
    turns.all += wall;
    turns.count++;
  };
  const echo = async (connection: Deno.Conn, each: () => void) => {
    const byte = new Uint8Array(1);
    while (!over && await connection.read(byte) !== null) {
      each();
      await connection.write(byte);
    }
  };
  before = clocks();
  const rounds = Promise.all([echo(there, () => {}), echo(here, note)]);
  await here.write(new Uint8Array(1));
  try {
    const result = await task();
    return [result, turns];
  } finally {
    over = true;
    await rounds.catch(() => {});
    note();
    here.close();
    there.close();
  }
}

/** In ms, of this thread. */
function clocks() {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), processor: (user + system) / 1000 };
}
