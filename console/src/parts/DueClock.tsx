// How long until something is due: in words and colour, never colour alone.
import { Tag } from "antd";
import { useWords } from "../app/words";
import { today } from "./DateText";
import { parts } from "./parts.words";

export function daysUntil(day: string, from: string): number {
  return Math.round((Date.parse(day) - Date.parse(from)) / 86_400_000);
}

export function DueClock({ on }: { on: string }) {
  const said = useWords(parts);
  const days = daysUntil(on, today());
  if (days < 0) return <Tag color="error">{said.overdue(-days)}</Tag>;
  if (days === 0) return <Tag color="warning">{said.dueToday}</Tag>;
  return <Tag color={days <= 3 ? "warning" : "default"}>{said.due(days)}</Tag>;
}
