// A list as a workbook: the same question sent to /export, saved under the name that the hub gives it.
import { stringifyDocument, type TypedDocumentNode } from "urql";
import { headers } from "../app/graph";
import type { Language } from "../app/words";

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Saves it, or gives the sentence of the refusal ("" where nothing answered). */
export async function saveWorkbook<Variables>(
  document: TypedDocumentNode<unknown, Variables>,
  variables: Variables,
  language: Language,
): Promise<string | undefined> {
  const body = JSON.stringify({ query: stringifyDocument(document), variables });
  const sent = { ...headers(language), "Content-Type": "application/json", Accept: WORKBOOK };
  try {
    const answer = await fetch("/export", { method: "POST", headers: sent, body });
    if (!answer.ok) return (await answer.json()).errors?.[0]?.message ?? "";
    const name = fileName(answer.headers.get("content-disposition"));
    save(await answer.blob(), name);
    return undefined;
  } catch {
    return "";
  }
}

export function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "list.xlsx";
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
