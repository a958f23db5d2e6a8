// A day of the past to look at: a field, and a slider over the last five years; at its end stands now.
import { Button, Slider } from "antd";
import { useEffect, useId, useState } from "react";
import { useWords } from "../../app/words";
import { today } from "../../parts/DateText";
import { chain } from "./words";

const DAY = 86_400_000;
const SPAN = 5 * 365;

interface Props {
  label: string;
  value?: string;
  onChange: (day: string | undefined) => void;
}

export function MomentPicker({ label, value, onChange }: Props) {
  const said = useWords(chain);
  const id = useId();
  const now = today();
  const at = value ? SPAN - Math.round((Date.parse(now) - Date.parse(value)) / DAY) : SPAN;
  const [moved, setMoved] = useState(at);
  useEffect(() => setMoved(at), [at]);
  return (
    <span className="moment">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        max={now}
        value={value ?? now}
        onChange={(event) => onChange(past(event.target.value, now))}
      />
      <Slider
        ariaLabelForHandle={label}
        min={0}
        max={SPAN}
        value={moved}
        tooltip={{ formatter: (n) => dayAt(n ?? SPAN, now) }}
        onChange={setMoved}
        onChangeComplete={(n) => onChange(past(dayAt(n, now), now))}
      />
      {value && (
        <Button type="link" onClick={() => onChange(undefined)}>
          {said.now}
        </Button>
      )}
    </span>
  );
}

const dayAt = (n: number, now: string) =>
  new Date(Date.parse(now) - (SPAN - n) * DAY).toISOString().slice(0, 10);

const past = (day: string, now: string) => (day && day < now ? day : undefined);
