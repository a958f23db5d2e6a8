// What a visitor typed and the hub does not have yet, kept in this browser until it has: never a number of an ID.
import type { Values } from "../../parts/acts/act";

export interface Visit {
  /** The key under which the hub knows it again when it is sent twice. */
  key: string;
  /** The planned visit, the household, or its number as it was typed without a net. */
  visit?: string;
  household?: string;
  number?: string;
  values: Values;
  /** Why the hub did not take it. */
  refused?: string;
}

interface Kept {
  draft?: Visit;
  unsent: Visit[];
}

/** Kept for each officer by the id of their account: who shares a browser is shown nothing of another's. */
const place = (officer: string) => `aidhub.visits.${officer}`;

export function kept(officer: string): Kept {
  try {
    const { draft, unsent } = JSON.parse(localStorage.getItem(place(officer)) ?? "{}");
    return { draft, unsent: unsent ?? [] };
  } catch {
    return { unsent: [] };
  }
}

export function keep(officer: string, { draft, unsent }: Kept): void {
  if (!draft && unsent.length === 0) localStorage.removeItem(place(officer));
  else localStorage.setItem(place(officer), JSON.stringify({ draft, unsent }));
}

const ID_NUMBER = /(?<!\d)\d{17}[\dXx](?![\dXx])|(?<!\d)\d{15}(?!\d)/;

/** Whether something in it looks like the number of an ID: it is not kept in a browser. */
export function holdsNumber(value: unknown): boolean {
  if (typeof value === "string") return ID_NUMBER.test(value.replace(/[\s-]/g, ""));
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNumber);
}
