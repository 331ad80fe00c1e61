import { query } from "../on_mariadb.ts";
import { startGalera } from "../servers/galera.ts";
import { startGroup } from "../servers/group_replication.ts";
import { findMysql9 } from "../servers/mysql9.ts";
import type { Server } from "../servers/server.ts";
import { tellStory } from "./story.ts";

async function undoneByGalera(node: Server): Promise<number> {
  const rows = await query(
    node,
    `SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_local_bf_aborts', 'wsrep_local_cert_failures')`,
  );
  return rows.reduce((total, [, value]) => total + Number(value), 0);
}

/** Those that failed certification are counted apart from those that an applied one killed. */
async function undoneByGroup(node: Server): Promise<number> {
  const [[failed, rolledBack] = []] = await query(
    node,
    `SELECT COUNT_CONFLICTS_DETECTED, COUNT_TRANSACTIONS_LOCAL_ROLLBACK
     FROM performance_schema.replication_group_member_stats WHERE MEMBER_ID = @@server_uuid`,
  );
  return Number(failed) + Number(rolledBack);
}

Deno.test("three Galera nodes that all take bookings", (t) =>
  tellStory(t, {
    start: () => startGalera(3),
    countUndone: undoneByGalera,
    longest: 15_000,
  }));

const mysql = await findMysql9();

Deno.test({
  name: "three nodes of MySQL 9 in Group Replication that all take bookings (MYSQLD= names one)",
  ignore: !mysql,
  fn: (t) =>
    tellStory(t, {
      start: () => {
        if (!mysql) throw new Error("No MySQL 9");
        return startGroup(mysql);
      },
      countUndone: undoneByGroup,
      longest: 25_000,
    }),
});
