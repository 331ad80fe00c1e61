import { createHash } from "node:crypto";
import type { RateLimiterRes as Result } from "rate-limiter-flexible";
import type { Config } from "@/config/config.ts";
import type { Db } from "@/db/db.ts";
import type { Clock } from "@/http/clock.ts";
import type { Attempt, Throttle } from "@/http/router.ts";
import { networkOf } from "@/http/server/address.ts";
import { ApiError } from "@/http/text/problem.ts";
import { accountForm } from "./account.ts";
import { DbRateLimiter, RateLimiterRes } from "./limit_store.ts";

type Limits = Pick<
  Config,
  "LOGIN_MAX_FAILURES_ACCOUNT" | "LOGIN_MAX_FAILURES_ADDRESS" | "LOGIN_WINDOW_MINUTES"
>;

/**
 * Counts failures per account and per address. Counting comes before checking the password, so that
 * a hundred guesses at once are not a hundred guesses. An account over its limit still opens to the
 * right password from an address that has not failed on it: somebody else's guesses lock nobody out.
 * The window runs from the first failure and further ones do not lengthen it. An attempt that is
 * refused or never judged is taken back: it counts for nobody.
 */
export function createThrottle(db: Db, clock: Clock, limits: Limits): Throttle {
  const limiter = (keyPrefix: string, points: number) =>
    new DbRateLimiter({
      db,
      now: () => clock().epochMilliseconds,
      keyPrefix,
      points,
      duration: limits.LOGIN_WINDOW_MINUTES * 60,
    });
  const accounts = limiter("cuenta", limits.LOGIN_MAX_FAILURES_ACCOUNT);
  const addresses = limiter("direccion", limits.LOGIN_MAX_FAILURES_ADDRESS);
  const pairs = limiter("par", limits.LOGIN_MAX_FAILURES_ACCOUNT);

  async function begin(correo: string, address: string): Promise<Attempt> {
    const place = keyOf(networkOf(address));
    const byAddress = await consume(addresses, place);
    if (byAddress.over) {
      await addresses.giveBack(place);
      throw tooMany(byAddress.res);
    }
    try {
      const attempt = await beginSignedIn(correo, address);
      const giveBack = () => addresses.giveBack(place);
      return {
        succeeded: async () => {
          await attempt.succeeded();
          await giveBack();
        },
        unjudged: async () => {
          await attempt.unjudged();
          await giveBack();
        },
        failed: attempt.failed,
      };
    } catch (error) {
      await addresses.giveBack(place);
      throw error;
    }
  }

  async function beginSignedIn(correo: string, address: string): Promise<Attempt> {
    const form = accountForm(correo);
    const account = keyOf(form), pair = keyOf(`${form} ${networkOf(address)}`);
    const unjudged = async () => {
      await pairs.giveBack(pair);
      await accounts.giveBack(account);
    };
    await consume(pairs, pair);
    const byAccount = await consume(accounts, account);
    // Whoever was counted on the account before is counted on his address already: among guesses
    // that come at once from one address none passes for its first.
    const byPair = byAccount.over ? await pairs.get(pair) : null;
    if (byPair && byPair.consumedPoints > 1) {
      await unjudged();
      throw tooMany(byAccount.res);
    }
    return {
      succeeded: async () => {
        await accounts.delete(account);
        await pairs.delete(pair);
      },
      unjudged,
      failed: (otherwise) => byAccount.over ? tooMany(byAccount.res) : otherwise,
    };
  }

  async function mayAskForMail(correo: string, address: string): Promise<boolean> {
    const byAddress = await consume(addresses, keyOf(`correo ${networkOf(address)}`));
    const byAccount = await consume(accounts, keyOf(`correo ${accountForm(correo)}`));
    return !byAddress.over && !byAccount.over;
  }

  return { begin, beginSignedIn, mayAskForMail };
}

async function consume(limiter: DbRateLimiter, key: string) {
  try {
    return { res: await limiter.consume(key), over: false };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { res: error, over: true };
    throw error;
  }
}

// Neither the e-mail nor the address is kept in clear.
function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function tooMany({ msBeforeNext }: Result): ApiError {
  const retryAfter = Math.max(Math.ceil(msBeforeNext / 1000), 1);
  const minutes = Math.ceil(retryAfter / 60);
  const detail = `Demasiados intentos fallidos; espere ${minutes} min o recupere su contraseña`;
  return new ApiError("demasiados-intentos", detail, { retryAfter });
}

/**
 * Judges one attempt: counts the failure, takes back what was never judged.
 * @param check what a right password gives; undefined for a wrong one
 * @throws ApiError what `refusal` is, or 429 where the account has no attempts left
 */
export async function judged<T>(
  attempt: Attempt,
  check: () => Promise<T | undefined>,
  refusal: ApiError,
): Promise<T> {
  let found: T | undefined;
  try {
    found = await check();
  } catch (error) {
    await attempt.unjudged();
    throw error;
  }
  if (found === undefined) throw attempt.failed(refusal);
  await attempt.succeeded();
  return found;
}
