// A load from a process of its own: so many connections, each sending a request as soon as it has
// the answer to the one before. Raw sockets, so that the load costs less than what it measures.
//   echo '{"port":8000,"request":"GET / HTTP/1.1...","connections":16,...}' | deno run ... http_load.ts

export type LoadPlan = {
  port: number;
  /** The bytes of one request, headers and body; of several, they go in turn. */
  request: string | readonly string[];
  connections: number;
  /** Ends after so many seconds or so many requests, whichever comes first. */
  seconds: number;
  requests?: number;
};

/** Requests per second, and times in ms. */
export type LoadResult = {
  rps: number;
  p50: number;
  p99: number;
  requests: number;
  statuses: Record<string, number>;
};

const encoder = new TextEncoder(), decoder = new TextDecoder();

async function load(plan: LoadPlan): Promise<LoadResult> {
  const bytes = [plan.request].flat().map((request) => encoder.encode(request));
  let turn = 0;
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const start = performance.now();
  const end = start + plan.seconds * 1000;
  let left = plan.requests ?? Infinity;

  async function client() {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: plan.port });
    connection.setNoDelay(true);
    const buffer = new Uint8Array(256 * 1024);
    while (performance.now() < end && left-- > 0) {
      const sent = performance.now();
      await connection.write(bytes[turn++ % bytes.length] ?? new Uint8Array());
      const status = await readAnswer(connection, buffer);
      times.push(performance.now() - sent);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    connection.close();
  }
  await Promise.all(Array.from({ length: plan.connections }, client));
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) =>
    times[Math.min(Math.floor(times.length * part), times.length - 1)] ?? 0;
  return {
    rps: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    requests: times.length,
    statuses,
  };
}

/** Reads one whole answer and gives its status. */
async function readAnswer(connection: Deno.Conn, buffer: Uint8Array): Promise<string> {
  let filled = 0, length = -1;
  let status = "";
  while (length < 0 || filled < length) {
    const read = await connection.read(buffer.subarray(filled));
    if (read === null) throw new Error("The server closed the connection");
    filled += read;
    if (length >= 0) continue;
    const head = decoder.decode(buffer.subarray(0, Math.min(filled, 4096)));
    const headEnd = head.indexOf("\r\n\r\n");
    if (headEnd < 0) continue;
    status = head.slice(9, 12);
    const body = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    length = encoder.encode(head.slice(0, headEnd)).length + 4 + body;
  }
  return status;
}

if (import.meta.main) {
  const result = await load(await new Response(Deno.stdin.readable).json());
  await Deno.stdout.write(encoder.encode(JSON.stringify(result)));
}
