// Below the range from which the system takes ports for outgoing connections (32768 on Linux), so
// that nothing else takes the port of a server while it is down.
const FIRST = 15_000, LAST = 32_000, BLOCK = 8;

/** Ports of 127.0.0.1 that no other run takes before they are released, used at the time or not. */
export interface ReservedPorts {
  readonly ports: readonly number[];
  [Symbol.dispose](): void;
}

/** Reserves a few ports; the blocks are taken at random, so that runs seldom try the same one. */
export function reservePorts(count: number): ReservedPorts {
  if (count >= BLOCK) throw new RangeError(`At most ${BLOCK - 1} ports can be reserved together`);
  while (true) {
    const first = FIRST + BLOCK * Math.floor(Math.random() * (LAST - FIRST) / BLOCK);
    // Whoever listens on the first port of a block has the block: only one process can.
    const lock = tryListen(first);
    if (!lock) continue;
    const ports = Array.from({ length: count }, (_, i) => first + 1 + i);
    if (ports.every(isFree)) return keep(lock, ports);
    lock.close();
  }
}

function keep(lock: Deno.Listener, ports: number[]): ReservedPorts {
  lock.unref(); // a script that forgets its server still ends
  return { ports, [Symbol.dispose]: () => lock.close() };
}

function isFree(port: number): boolean {
  const listener = tryListen(port);
  listener?.close();
  return listener !== undefined;
}

function tryListen(port: number): Deno.Listener | undefined {
  try {
    return Deno.listen({ hostname: "127.0.0.1", port });
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return undefined;
    throw error;
  }
}
