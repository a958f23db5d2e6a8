// 预警: the day's list by rank, its evidence beside it, and what becomes of it by one key.

import { Button, Checkbox, Space } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useSession } from "../../app/session";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import { type WarningKind, WarningsDocument } from "../../gql/graphql";
import { WarningKind as KINDS, ClosingOutcome as OUTCOMES } from "../../gql/labels";
import { CodeSelect } from "../../parts/CodeSelect";
import { DivisionPicker } from "../../parts/DivisionPicker";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { StatusTag } from "../../parts/StatusTag";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { type Choice, KEYS, lines } from "./choice";
import { EvidencePanel } from "./EvidencePanel";
import { TriageForm } from "./TriageForm";
import { warnings } from "./words";

const PAGE = 50;
const TRIAGES = ["civil/referral:write"];

export default function WarningsPage() {
  const said = useWords(warnings);
  const label = useLabel();
  const { may } = useSession();
  const [filters, set] = useFilters(["kind", "division"] as const);
  const filter = { state: "OPEN" as const, kind: filters.kind as WarningKind, division: filters.division };
  const pages = usePages(WarningsDocument, { filter, first: PAGE } as never, (data) => data.earlyWarnings);
  const all = useMemo(() => lines(pages.rows), [pages.rows]);
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [choice, setChoice] = useState<Choice>();
  const current = all[Math.min(at, all.length - 1)];
  const acted = chosen.size ? all.filter((one) => chosen.has(one.id)) : current ? [current] : [];
  const acts = may(TRIAGES);
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });

  useKeys(choice === undefined, (key) => {
    if (key === "j") setAt((n) => Math.min(n + 1, all.length - 1));
    if (key === "k") setAt((n) => Math.max(n - 1, 0));
    if (key === "x" && current) toggle(current.id);
    if (acts && acted.length && KEYS[key]) setChoice(KEYS[key]);
  });

  const done = () => {
    setChoice(undefined);
    setChosen(new Set());
    pages.again();
  };
  const buttons: [Choice, string][] = [
    ["refer", said.refer],
    ["confer", said.confer],
    ...Object.keys(OUTCOMES).map((code): [Choice, string] => [
      code as Choice,
      label(OUTCOMES, code as never),
    ]),
  ];
  return (
    <>
      <PageTitle title={said.title} about={said.about} />
      <div className="filters">
        <CodeSelect
          labels={KINDS}
          name={said.kind}
          every={said.every}
          width={190}
          value={filters.kind as WarningKind | undefined}
          onChange={(value) => set("kind", value)}
        />
        <label htmlFor="division">{said.division}</label>
        <DivisionPicker id="division" value={filters.division} onChange={(value) => set("division", value)} />
        {acts && (
          <Space size="small">
            <span className="quiet">{said.chosen(chosen.size)}</span>
            {buttons.map(([one, text], n) => (
              <Button key={one} disabled={!acted.length} onClick={() => setChoice(one)}>
                {n + 1} {text}
              </Button>
            ))}
          </Space>
        )}
      </div>
      {acts && <p className="quiet">{said.keys}</p>}
      {pages.error && <RefusalNote error={pages.error} />}
      {!pages.reading && !pages.error && all.length === 0 && (
        <EmptyNote title={said.none} why={said.noneWhy} />
      )}
      <div className="triage">
        <ol className="warnings">
          {all.map((line, n) => (
            <Row
              key={line.id}
              line={line}
              current={line === current}
              chosen={chosen.has(line.id)}
              look={() => setAt(n)}
              toggle={() => toggle(line.id)}
            />
          ))}
          {pages.more && all.length > 0 && (
            <li>
              <Button onClick={pages.next}>{said.more}</Button>
            </li>
          )}
        </ol>
        {current && <EvidencePanel line={current} />}
      </div>
      {choice && <TriageForm chosen={acted} choice={choice} close={() => setChoice(undefined)} done={done} />}
    </>
  );
}

interface RowProps {
  line: ReturnType<typeof lines>[number];
  current: boolean;
  chosen: boolean;
  look: () => void;
  toggle: () => void;
}

function Row({ line, current, chosen, look, toggle }: RowProps) {
  const { language } = useLanguage();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const name = useName();
  const text = language === "zh" ? line.meaning : line.meaningEn;
  // Many warnings of one household mean the same: what tells them apart is what may be due.
  const what = line.programmes.map((one) => `${one.number} ${name(one)}`).join("；") || text;
  return (
    <li ref={row} className={current ? "current" : undefined} aria-current={current || undefined}>
      <Checkbox aria-label={`${line.household?.number ?? ""} ${text}`} checked={chosen} onChange={toggle} />
      <button type="button" onClick={look}>
        <span>{line.household?.number}</span>
        <span>{line.person?.nameMasked}</span>
        <span title={what}>{what}</span>
        <StatusTag labels={KINDS} code={line.kind} tone={line.kind === "UNFULFILLED" ? "error" : "warning"} />
        <span className="quiet">{line.household?.division?.name}</span>
      </button>
    </li>
  );
}

/** Keys while nobody types into a field and no form is open. */
function useKeys(on: boolean, pressed: (key: string) => void) {
  const act = useRef(pressed);
  act.current = pressed;
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest(
        "input:not([type=checkbox]), textarea, [role=combobox]",
      );
      if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) act.current(event.key);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [on]);
}
