/** A file on its way into a worker: its buffer is transferred, and gone from where it was. */
export type Handed = { buffer: ArrayBuffer; start: number; length: number };

export function hand({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): Handed {
  return { buffer, start: byteOffset, length };
}
