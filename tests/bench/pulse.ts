import { parentPort, Worker, workerData } from "node:worker_threads";
import * as z from "zod";

const EVERY = 5;

/** How long answers took while it was felt, in ms. */
export type Felt = { requests: number; p99: number; max: number };

const Times = z.array(z.number());

/**
 * Asks for an address again and again, one request at a time and 5 ms apart, from a thread that does
 * nothing else. What `during` gives comes back with how long the answers took meanwhile.
 */
export async function feelPulse<T>(url: string, during: () => Promise<T>): Promise<[T, Felt]> {
  const worker = new Worker(new URL(import.meta.url), { workerData: url });
  const message = () => new Promise((resolve) => worker.once("message", resolve));
  await message();
  try {
    const result = await during();
    worker.postMessage("enough");
    const times = Times.parse(await message()).sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    return [result, { requests: times.length, p99, max: times.at(-1) ?? 0 }];
  } finally {
    await worker.terminate();
  }
}

async function ask(url: string): Promise<number> {
  const start = performance.now();
  await (await fetch(url)).text();
  return performance.now() - start;
}

if (parentPort && typeof workerData === "string") {
  const port = parentPort, url = workerData;
  const times: number[] = [];
  let enough = false;
  port.once("message", () => enough = true);
  await ask(url); // the connection, which is not what is measured
  port.postMessage("ready");
  while (!enough) {
    times.push(await ask(url));
    await new Promise((again) => setTimeout(again, EVERY));
  }
  port.postMessage(times);
}
