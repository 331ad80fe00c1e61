import process from "node:process";
import { createSheetReader } from "@/resources/importaciones/reports/reader.ts";

// Reads the files named in the arguments, one after the other, as the server would, and prints what
// that took: the seconds of processor for each, and the most memory above the start for all.
const files = Deno.args;
const reader = createSheetReader();
await reader.writeRechazadas([], []); // the first worker of a process compiles the library
const start = Deno.memoryUsage().rss;
let peak = start;
const watch = setInterval(() => peak = Math.max(peak, Deno.memoryUsage().rss), 5);

const outcomes = [];
for (const file of files) {
  const bytes = Deno.readFileSync(file);
  const before = process.cpuUsage();
  const outcome = await reader.read(bytes).then(({ filas }) => filas, (error) => String(error));
  const { user, system } = process.cpuUsage(before);
  outcomes.push({ outcome, seconds: (user + system) / 1e6 });
}
clearInterval(watch);
await Deno.stdout.write(
  new TextEncoder().encode(JSON.stringify({ outcomes, extra: (peak - start) / 1024 / 1024 })),
);
