import { type Counter, GENDERS, STATES, TOTALS } from "@/resources/grupos/counters_schemas.ts";

type Counts = Record<Counter, number>;

const [TOTAL, ACTIVE] = TOTALS;

/**
 * The sums that contradict themselves, of those that the change touches: two reports of different
 * days fill in these counters, so what is already there may disagree without being anybody's fault.
 */
export function contradictorySums(counts: Counts, touched: readonly string[]) {
  const concerns = (fields: readonly Counter[]) => fields.some((field) => touched.includes(field));
  const sum = (fields: readonly Counter[]) =>
    fields.reduce((total, field) => total + counts[field], 0);
  const total = counts[TOTAL], active = counts[ACTIVE];
  const issues: { path: string[]; message: string }[] = [];

  const byGender = sum(GENDERS), byState = sum(STATES);
  if (concerns([TOTAL, ...GENDERS]) && byGender !== total) {
    const message = `Debe ser la suma de ${GENDERS.join(", ")}, que es ${byGender} y no ${total}`;
    issues.push({ path: [TOTAL], message });
  }
  if (concerns([TOTAL, ACTIVE]) && active > total) {
    const message = `No puede pasar de ${TOTAL}: hay ${active} activos de ${total}`;
    issues.push({ path: [ACTIVE], message });
  }
  // A total of 0 means that nobody has reported it yet.
  if (concerns([TOTAL, ...STATES]) && total > 0 && byState > total) {
    const message = `Los aprendices por estado (${STATES.join(", ")}) suman ${byState}, ` +
      `más que los ${total} de ${TOTAL}`;
    issues.push({ path: [TOTAL], message });
  }
  return issues;
}
