// A code of the graph by its label, in a quiet or a telling colour.
import { Tag } from "antd";
import { useLabel } from "../app/words";

type Labels = Record<string, readonly [string, string]>;
export type Tone = "default" | "success" | "warning" | "error" | "processing";

interface Props<L extends Labels> {
  labels: L;
  code: keyof L & string;
  tone?: Tone;
}

export function StatusTag<L extends Labels>({ labels, code, tone = "default" }: Props<L>) {
  return <Tag color={tone}>{useLabel()(labels, code)}</Tag>;
}
