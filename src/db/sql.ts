// No Date: each engine would read it its own way (and SQLite as NULL). Dates travel as text.
export type Value = string | number | bigint | boolean | null;

/** SQL text with its values apart. Only the `sql` template makes one outside this folder. */
export class Sql {
  constructor(readonly text: string, readonly values: readonly Value[]) {}
}

/** Tagged template: each `${value}` travels as a parameter and never as text. */
export function sql(parts: TemplateStringsArray, ...holes: (Value | Sql)[]): Sql {
  let text = parts[0] ?? "";
  const values: Value[] = [];
  holes.forEach((hole, i) => {
    if (hole instanceof Sql) {
      text += hole.text;
      values.push(...hole.values);
    } else {
      text += "?";
      values.push(hole);
    }
    text += parts[i + 1] ?? "";
  });
  return new Sql(text, values);
}

/** Pieces with a separator between: conditions with ` AND `, columns with `, `. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  return new Sql(
    pieces.map((piece) => piece.text).join(separator),
    pieces.flatMap((piece) => piece.values),
  );
}

/** `WHERE a AND b`, or nothing when there is no condition. */
export function where(conditions: readonly Sql[]): Sql {
  return conditions.length ? sql`WHERE ${join(conditions, " AND ")}` : sql``;
}

/** `?, ?, ?` for `IN (...)`. An empty list matches nothing. */
export function list(values: readonly Value[]): Sql {
  return values.length ? join(values.map((value) => sql`${value}`), ", ") : sql`NULL`;
}

/** `(?, ?), (?, ?)`: the rows of one INSERT. */
export function tuples(rows: readonly (readonly Value[])[]): Sql {
  return join(rows.map((row) => sql`(${list(row)})`), ", ");
}

/** `col1 = ?, col2 = ?`, only for the listed columns that bring a value. */
export function assignments<T extends object>(
  changes: T,
  columns: readonly (keyof T & string)[],
): Sql {
  const given = columns.filter((column) => changes[column] !== undefined);
  return join(given.map((name) => new Sql(`${name} = ?`, [changes[name] as Value])), ", ");
}

/** `(col1, col2) VALUES (?, ?)`: the row of an INSERT; what is missing goes in as NULL. */
export function insertion<T extends object>(row: T, columns: readonly (keyof T & string)[]): Sql {
  const values = columns.map((column) => (row[column] ?? null) as Value);
  return sql`(${new Sql(columns.join(", "), [])}) VALUES (${list(values)})`;
}

/**
 * The values of a statement, once they are what both engines take: as many as it has places, and
 * none that one of them would quietly read as something else.
 * @throws an Error, always a fault of the code: mysql2 ignores values too many and writes `undefined`
 * as NULL and NaN as a column name, node:sqlite takes a missing value for NULL
 */
export function checkedValues({ text, values }: Sql): readonly Value[] {
  const places = text.split("?").length - 1;
  if (places !== values.length) {
    throw new Error(`${places} places for ${values.length} values in: ${text}`);
  }
  if (!values.every(isValue)) throw new Error(`A value that SQL does not know in: ${text}`);
  return values;
}

function isValue(value: unknown): value is Value {
  if (value === null) return true;
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean" || typeof value === "bigint";
}
