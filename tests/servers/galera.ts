import type { Connection, RowDataPacket } from "mysql2/promise";
import { type GuardedFolder, openFolder, run } from "./folder.ts";
import {
  createAccount,
  findInstallation,
  type Installation,
  makeDataFolder,
  prepareTemplate,
  runAs,
} from "./installation.ts";
import { NO_SERVER, QUICK } from "./mariadb.ts";
import { reservePorts } from "./ports.ts";
import { type Server, startServer, waitFor } from "./server.ts";

const PROVIDERS = [
  "/usr/lib/galera/libgalera_smm.so",
  "/usr/lib64/galera-4/libgalera_smm.so",
  "/usr/lib64/galera/libgalera_smm.so",
  "/usr/lib/libgalera_smm.so",
];

/** A state transfer by rsync fails for root, so the nodes run as the user that the package made. */
const UNPRIVILEGED = "mysql";

// A dead node is noticed after two seconds, not five, and the members agree sooner on who is in.
const TIMINGS = [
  "evs.keepalive_period=PT0.3S",
  "evs.inactive_check_period=PT0.3S",
  "evs.join_retrans_period=PT0.3S",
  "evs.suspect_timeout=PT2S",
  "evs.inactive_timeout=PT4S",
  "evs.install_timeout=PT2S",
  "gcache.size=32M",
];

/** Several servers that keep the same data, each of which takes writes; `await using` stops them. */
export interface Galera {
  readonly nodes: Server[];
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A Galera cluster on loopback, ready for writes on every node. */
export async function startGalera(size = 3): Promise<Galera> {
  const installation = await findInstallation();
  if (!installation) throw new Error(NO_SERVER);
  const provider = await findProvider();
  await using stack = new AsyncDisposableStack();
  await using template = await prepareTemplate(installation);
  const ports = Array.from({ length: size }, () => stack.use(reservePorts(4)).ports).map(namePorts);
  const members = `gcomm://${ports.map(({ group }) => `127.0.0.1:${group}`).join()}`;

  const nodes: Server[] = [];
  // One after the other: two that join at once wait longer for each other than they save.
  for (const own of ports) {
    const args = [
      ...wsrepArgs(own, members, provider),
      `--wsrep-node-name=node${nodes.length + 1}`,
    ];
    const node = await startNode(installation, template, own.mysql, args, nodes.length === 0);
    nodes.push(stack.use(node));
  }
  for (const node of nodes) await waitFor(node.url(), (connection) => sees(connection, size));
  const owned = stack.move();
  const stop = () => owned.disposeAsync();
  return { nodes, stop, [Symbol.asyncDispose]: stop };
}

async function findProvider(): Promise<string> {
  for (const path of PROVIDERS) {
    if (await Deno.stat(path).catch(() => undefined)) return path;
  }
  throw new Error("No libgalera_smm.so on this machine: apt-get install galera-4 rsync");
}

type Ports = ReturnType<typeof namePorts>;
/** Of one node: for clients, for its peers, and for state that arrives in part or whole. */
function namePorts([mysql = 0, group = 0, incremental = 0, snapshot = 0]: readonly number[]) {
  return { mysql, group, incremental, snapshot };
}

function wsrepArgs({ group, incremental, snapshot }: Ports, members: string, provider: string) {
  const options = [
    "base_host=127.0.0.1",
    `base_port=${group}`,
    `gmcast.listen_addr=tcp://127.0.0.1:${group}`,
    `ist.recv_addr=127.0.0.1:${incremental}`,
    ...TIMINGS,
  ];
  return [
    "--wsrep-on=ON",
    `--wsrep-provider=${provider}`,
    `--wsrep-provider-options=${options.join(";")}`,
    `--wsrep-cluster-address=${members}`,
    "--wsrep-node-address=127.0.0.1",
    "--wsrep-sst-method=rsync",
    `--wsrep-sst-receive-address=127.0.0.1:${snapshot}`,
    "--binlog-format=ROW",
    "--innodb-autoinc-lock-mode=2",
  ];
}

async function startNode(
  installation: Installation,
  template: GuardedFolder,
  port: number,
  args: string[],
  isFirst: boolean,
): Promise<Server> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await openFolder());
  const data = `${folder.path}/data`;
  await makeDataFolder(installation, folder.path, template.path);
  // The others receive the account with the rest of the first node's state.
  const firstArgs = isFirst ? [await createAccount(folder.path), "--wsrep-new-cluster"] : [];
  if (Deno.uid() === 0) await run("chown", "-R", UNPRIVILEGED, folder.path);
  return await startServer({
    program: installation.server,
    args: [...QUICK, ...args, ...runAs(UNPRIVILEGED)],
    folder,
    port,
    isReady: (connection) => sees(connection, 1),
    // A node that was killed receives its whole state anew, all but these two logs: from them it
    // would undo, in that state, the CREATE TABLE it was busy with when it was killed.
    prepareRestart: () => run("rm", "-f", `${data}/ddl_recovery.log`, `${data}/tc.log`),
    owned: stack.move(),
  }, ...firstArgs);
}

/** Whether a node takes writes and is in a cluster of at least so many. */
async function sees(connection: Connection, size: number): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_cluster_size')",
  );
  const status = new Map(rows.map((row) => [row.Variable_name, row.Value]));
  return status.get("wsrep_ready") === "ON" && Number(status.get("wsrep_cluster_size")) >= size;
}
