// A thread of its own: what the attacker's side does must not count as the server's slowness.
const PROGRAM = `
self.onmessage = async ({ data: url }) => {
  let over = false;
  self.onmessage = () => over = true;
  const waits = [];
  while (!over || waits.length === 0) {
    const start = performance.now();
    const { status } = await fetch(url).then(async (r) => (await r.text(), r), () => ({ status: 0 }));
    waits.push({ status, ms: performance.now() - start });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  self.postMessage(waits);
  self.close();
};`;

export type Waits = { status: number; ms: number }[];

/** Asks an address again and again while the task runs, and says how it was answered. */
export async function probeWhile(url: string, task: () => Promise<unknown>): Promise<Waits> {
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(PROGRAM)}`, {
    type: "module",
  });
  const answered = new Promise<Waits>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage(url);
  await task();
  worker.postMessage("over");
  return await answered;
}
