// Handing in a file: sent as it is, under its own name; the hub answers with the import that works through it.
import { headers } from "../../app/graph";
import type { Language } from "../../app/words";

export interface HandedIn {
  id?: string;
  known?: boolean;
  /** The sentence of the refusal; "" where nothing answered. */
  refused?: string;
}

export async function handIn(file: File, check: boolean, language: Language): Promise<HandedIn> {
  const sent = {
    ...headers(language),
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  };
  try {
    const answer = await fetch(`/files?check=${check}`, { method: "POST", headers: sent, body: file });
    const told = await answer.json();
    return answer.ok ? { id: told.import, known: told.known } : { refused: sentence(told, language) };
  } catch {
    return { refused: "" };
  }
}

function sentence(
  told: { errors?: { message: string; extensions?: Record<string, unknown> }[] },
  language: Language,
) {
  const first = told.errors?.[0];
  const said = first?.extensions?.words as Record<Language, string> | undefined;
  return said?.[language] ?? first?.message ?? "";
}
