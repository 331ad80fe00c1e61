import type { Connection, RowDataPacket } from "mysql2/promise";
import { openFolder, run } from "./folder.ts";
import type { Galera } from "./galera.ts";
import { PASSWORD, runAs, USER } from "./installation.ts";
import type { Mysql9 } from "./mysql9.ts";
import { reservePorts } from "./ports.ts";
import { startServer, waitFor } from "./server.ts";
import { query } from "../on_mariadb.ts";

const GROUP = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

/** Quick rather than safe against a power cut. */
const QUICK = [
  "--innodb-flush-log-at-trx-commit=2",
  "--sync-binlog=0",
  "--innodb-doublewrite=OFF",
  "--innodb-redo-log-capacity=32M",
  "--innodb-buffer-pool-size=128M",
  "--max-connections=300",
  "--skip-name-resolve",
  "--mysqlx=OFF",
  "--secure-file-priv=NULL",
];

// A node that goes silent is out after five seconds, the least there is; one that is alone among three
// gives up after as long, instead of holding its clients for ever.
const TIMINGS = [
  "--loose-group-replication-member-expel-timeout=0",
  "--loose-group-replication-unreachable-majority-timeout=5",
  "--loose-group-replication-autorejoin-tries=3",
];

/** Several MySQL 9 in Group Replication, each of which takes writes; `await using` stops them. */
export async function startGroup(mysql: Mysql9, size = 3): Promise<Galera> {
  await using stack = new AsyncDisposableStack();
  await using template = await openFolder(baseOf(mysql));
  await run(mysql.program, ...mysql.before, ...[
    "--no-defaults",
    `--datadir=${template.path.slice(mysql.root.length)}/data`,
    "--innodb-redo-log-capacity=32M",
    ...runAs("root"),
    "--initialize-insecure",
  ]);
  await run("rm", `${template.path}/data/auto.cnf`); // the name of the server: each draws its own
  const ports = Array.from(
    { length: size },
    () => stack.use(reservePorts(2)).ports,
  )
    .map(([sql = 0, group = 0]) => ({ sql, group }));
  const seeds = ports.map(({ group }) => `127.0.0.1:${group}`).join();
  const starting = ports.map(async ({ sql, group }, i) => {
    const node = await startNode(mysql, `${template.path}/data`, sql, [
      `--server-id=${i + 1}`,
      `--loose-group-replication-local-address=127.0.0.1:${group}`,
      `--loose-group-replication-group-seeds=${seeds}`,
    ]);
    return stack.use(node);
  });
  const nodes = await Promise.all(starting);
  for (const [i, node] of nodes.entries()) {
    await query(
      node,
      [
        "CHANGE REPLICATION SOURCE TO",
        `SOURCE_USER = '${USER}', SOURCE_PASSWORD = '${PASSWORD}'`,
        "FOR CHANNEL 'group_replication_recovery'",
      ].join(" "),
    );
    if (i === 0) {
      await query(node, "SET GLOBAL group_replication_bootstrap_group = ON");
    }
    await query(node, "START GROUP_REPLICATION");
    if (i === 0) {
      await query(node, "SET GLOBAL group_replication_bootstrap_group = OFF");
    }
  }
  for (const node of nodes) {
    await waitFor(node.url(), (connection) => sees(connection, size));
  }
  const owned = stack.move();
  const stop = () => owned.disposeAsync();
  return { nodes, stop, [Symbol.asyncDispose]: stop };
}

/** A server that has another root finds its folder only inside of that. */
function baseOf({ root }: Mysql9): string {
  return root && `${root}/tmp`;
}

async function startNode(
  mysql: Mysql9,
  template: string,
  port: number,
  args: string[],
) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await openFolder(baseOf(mysql)));
  await run("cp", "-R", template, `${folder.path}/data`);
  const account = `'${USER}'@'%'`;
  await Deno.writeTextFile(
    `${folder.path}/account.sql`,
    [
      "SET SQL_LOG_BIN = 0;", // each member has it for itself, so that they start as equals
      `CREATE USER ${account} IDENTIFIED BY '${PASSWORD}';`,
      `GRANT ALL ON *.* TO ${account} WITH GRANT OPTION;`,
    ].join("\n") + "\n",
  );
  let isPrepared = false;
  const server = await startServer(
    {
      ...mysql,
      args: [
        ...QUICK,
        "--gtid-mode=ON",
        "--enforce-gtid-consistency=ON",
        "--log-bin=bin",
        "--report-host=127.0.0.1",
        "--plugin-load-add=group_replication.so",
        `--loose-group-replication-group-name=${GROUP}`,
        "--loose-group-replication-single-primary-mode=OFF",
        "--loose-group-replication-enforce-update-everywhere-checks=ON",
        "--loose-group-replication-ip-allowlist=127.0.0.1",
        "--loose-group-replication-recovery-get-public-key=ON",
        ...TIMINGS,
        ...runAs("root"),
        ...args,
      ],
      folder,
      port,
      isReady: (connection) => isPrepared ? sees(connection, 1) : Promise.resolve(true),
      prepareRestart: () => Promise.resolve(),
      owned: stack.move(),
    },
    "--loose-group-replication-start-on-boot=OFF",
    `--init-file=${folder.path.slice(mysql.root.length)}/account.sql`,
  );
  isPrepared = true;
  return server;
}

/** Whether a node takes part in a group of at least so many. */
async function sees(connection: Connection, size: number): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>(`
    SELECT m.MEMBER_ID = @@server_uuid AS own FROM performance_schema.replication_group_members m
    WHERE m.MEMBER_STATE = 'ONLINE'`);
  return rows.length >= size && rows.some(({ own }) => own === 1);
}
