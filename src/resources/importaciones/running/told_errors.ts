import { ConstraintError, DatabaseUnavailableError, UnknownOutcomeError } from "@/db/db.ts";
import { ApiError } from "@/http/text/problem.ts";
import { traceOf } from "@/http/text/trace.ts";

// An error loses its class on the way out of a worker: what the caller tells apart travels by name.

/** An error as plain data, with its stack for the log. */
export type Told =
  & { message: string; stack: string | undefined }
  & (
    | { kind: "api"; code: ApiError["code"]; extras: ApiError["extras"] }
    | { kind: "constraint"; constraint: ConstraintError["constraint"]; on: string }
    | { kind: "unknown-outcome" }
    | { kind: "unavailable"; fault: string | undefined }
    | { kind: "other" }
  );

export function tell(error: unknown): Told {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const shared = { message, stack: traceOf(error) };
  if (error instanceof ApiError) {
    return { ...shared, kind: "api", code: error.code, extras: { ...error.extras } };
  }
  if (error instanceof ConstraintError) {
    return { ...shared, kind: "constraint", constraint: error.constraint, on: error.on };
  }
  if (error instanceof UnknownOutcomeError) return { ...shared, kind: "unknown-outcome" };
  if (error instanceof DatabaseUnavailableError) {
    return { ...shared, kind: "unavailable", fault: error.fault };
  }
  return { ...shared, kind: "other" };
}

export function untold(told: Told): Error {
  const cause = new Error(told.message);
  if (told.stack) cause.stack = told.stack;
  switch (told.kind) {
    case "api":
      return new ApiError(told.code, told.message, told.extras);
    case "constraint":
      return new ConstraintError(told.constraint, told.on, { cause });
    case "unknown-outcome":
      return new UnknownOutcomeError("in the import worker", { cause });
    case "unavailable": {
      const fault = told.fault === undefined ? {} : { fault: told.fault };
      return new DatabaseUnavailableError("in the import worker", { cause, ...fault });
    }
    case "other":
      return cause;
  }
}
