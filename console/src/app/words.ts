// Words: what a page says, [中文, English], typed so that a sentence without its translation is a type error.
import { createContext, useContext, useMemo } from "react";

export type Language = "zh" | "en";
// biome-ignore lint/suspicious/noExplicitAny: a sentence takes what its place gives it
type Sentence = string | ((...given: any[]) => string);
export type Words = Record<string, readonly [zh: Sentence, en: Sentence]>;
type Said<W extends Words> = { readonly [K in keyof W]: W[K][0] extends string ? string : W[K][0] };

/** Declares the words of a page; beside it, in its `words.ts`. */
export const words = <const W extends Words>(table: W): W => table;

/** The words in one language. */
export function say<W extends Words>(table: W, language: Language): Said<W> {
  const at = language === "zh" ? 0 : 1;
  return Object.fromEntries(Object.entries(table).map(([key, pair]) => [key, pair[at]])) as Said<W>;
}

interface Chosen {
  language: Language;
  choose: (language: Language) => void;
}
export const LanguageContext = createContext<Chosen>({ language: "zh", choose: () => {} });
export const useLanguage = () => useContext(LanguageContext);

export function useWords<W extends Words>(table: W): Said<W> {
  const { language } = useLanguage();
  return useMemo(() => say(table, language), [table, language]);
}

/** What the graph calls one of its codes (`gql/labels.ts`). */
export function useLabel() {
  const { language } = useLanguage();
  return <L extends Record<string, readonly [string, string]>>(labels: L, code: keyof L & string) =>
    labels[code]?.[language === "zh" ? 0 : 1] ?? code;
}

/** The name of what the graph names in both languages: a department, a programme, a category. */
export function useName() {
  const { language } = useLanguage();
  return (named: { name: string; nameEn?: string }) =>
    language === "en" && named.nameEn ? named.nameEn : named.name;
}

const KEPT = "aidhub.language";

export function firstLanguage(): Language {
  return localStorage.getItem(KEPT) === "en" ? "en" : "zh";
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
