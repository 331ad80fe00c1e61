/** The stacks, and not the whole errors: mysql2 hangs on them the SQL with its values in place. */
export function traceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const stack = error.stack?.replace(error.message, withoutValues(error.message));
  return [stack, traceOf(error.cause)].filter(Boolean).join("\nCaused by: ");
}

// "Duplicate entry 'ana@correo.co' for key 'usuario_correo'": the value is somebody's data.
function withoutValues(message: string): string {
  return message.replace(/entry '.*' for key/s, "entry for key").replace(/value: '.*'/s, "value");
}
