// A field of one of the graph's codes, each by its label; without a choice, all of them.
import { Select } from "antd";
import { useLabel } from "../app/words";

type Labels = Record<string, readonly [string, string]>;

/** What a field offers for these codes. */
export function useCodes() {
  const label = useLabel();
  return <L extends Labels>(labels: L, only: readonly (keyof L & string)[] = Object.keys(labels)) =>
    only.map((code) => ({ value: code, label: label(labels, code) }));
}

interface Props<L extends Labels> {
  labels: L;
  /** What the field is, for who hears it; or the `id` that a label beside it names. */
  name?: string;
  id?: string;
  every?: string;
  width: number | string;
  value: (keyof L & string) | undefined;
  onChange: (code: (keyof L & string) | undefined) => void;
  only?: readonly (keyof L & string)[];
  disabled?: boolean;
}

export function CodeSelect<L extends Labels>({
  labels,
  name,
  id,
  every,
  width,
  value,
  onChange,
  only,
  disabled,
}: Props<L>) {
  const codes = useCodes();
  return (
    <Select
      id={id}
      aria-label={name}
      allowClear={every !== undefined}
      placeholder={every ?? name}
      disabled={disabled}
      style={{ width }}
      value={value}
      onChange={onChange}
      options={codes(labels, only)}
    />
  );
}
