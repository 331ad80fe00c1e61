import { ApiError } from "@/http/text/problem.ts";

export type Budget = ReturnType<typeof createBudget>;

/** Memory that several requests share: who would pass its end is told to come back. */
export function createBudget(max: number) {
  let used = 0;
  return {
    /** One request's part of it; `close()` gives it back. */
    open() {
      let mine = 0;
      return {
        /** @throws ApiError 503 */
        add(bytes: number): void {
          if (used + bytes > max) {
            const detail = "El servidor está recibiendo demasiados datos; intente en unos segundos";
            throw new ApiError("no-disponible", detail, { retryAfter: 2 });
          }
          used += bytes;
          mine += bytes;
        },
        close(): void {
          used -= mine;
          mine = 0;
        },
      };
    },
  };
}
