// Relation to the head of the household: the groups of GB/T 4761, by the first digit of its code.
const GROUPS: Record<string, readonly [string, string]> = {
  "0": ["户主", "Head"],
  "1": ["配偶", "Spouse"],
  "2": ["子", "Son"],
  "3": ["女", "Daughter"],
  "4": ["孙子女", "Grandchild"],
  "5": ["父母", "Parent"],
  "6": ["祖父母", "Grandparent"],
  "7": ["兄弟姐妹", "Sibling"],
  "8": ["其他", "Other"],
};

export function relation(code: string, language: "zh" | "en"): string {
  return GROUPS[code[0] ?? ""]?.[language === "zh" ? 0 : 1] ?? code;
}
