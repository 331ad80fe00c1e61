/** A file of a form. Its bytes are a view of the body: nothing of it is copied. */
export class Attachment {
  constructor(readonly name: string, readonly bytes: Uint8Array<ArrayBuffer>) {}
}
