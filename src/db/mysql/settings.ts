export type Host = { host: string; port: number };

export type MysqlSettings = {
  /** In the order of preference: the first that answers serves until it dies. */
  hosts: Host[];
  user: string;
  password: string;
  database: string;
  poolSize: number;
  /** PEM text of the authority that signed the server's certificate; its name is checked too. */
  ca?: string | undefined;
};
