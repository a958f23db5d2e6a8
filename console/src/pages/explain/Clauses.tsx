// A rule as a tree: what is needed in any case, then the groups of which one is enough; each clause with what it read.
import { Tag } from "antd";
import { useLabel, useLanguage, useWords } from "../../app/words";
import type { ExplainQuery } from "../../gql/graphql";
import { Truth } from "../../gql/labels";
import { explain } from "./words";

type Clause = ExplainQuery["explain"][number]["clauses"][number];
type Read = Clause["read"][number];
type Nested = Read["because"][number];

const TONE = { MET: "success", UNMET: "error", UNKNOWN: "warning" } as const;
const SIGN = { MET: "✓", UNMET: "✗", UNKNOWN: "？" } as const;

export function Verdict({ truth }: { truth: keyof typeof Truth }) {
  const label = useLabel();
  return (
    <Tag color={TONE[truth]}>
      <span aria-hidden="true">{SIGN[truth]}</span> {label(Truth, truth)}
    </Tag>
  );
}

export function Clauses({ clauses }: { clauses: readonly (Clause | Nested)[] }) {
  const said = useWords(explain);
  const branches = [...new Set(clauses.map((one) => one.branch))].sort((a, b) => a - b);
  return branches.map((branch) => (
    <section key={branch} className="branch">
      <h3>{branch === 0 ? said.all : said.any(branch)}</h3>
      <ul className="clauses">
        {clauses
          .filter((one) => one.branch === branch)
          .map((one) => (
            <OneClause key={one.n} clause={one} />
          ))}
      </ul>
    </section>
  ));
}

function OneClause({ clause }: { clause: Clause | Nested }) {
  const said = useWords(explain);
  const { language } = useLanguage();
  return (
    <li className="clause">
      <Verdict truth={clause.truth} /> {language === "zh" ? clause.meaning : clause.meaningEn}
      {"basis" in clause && clause.basis !== "document" && (
        <span className="quiet"> （{said.elsewhere}）</span>
      )}
      <ul className="read" aria-label={said.read}>
        {clause.read.map((fact) => (
          <OneFact key={fact.fact} fact={fact} />
        ))}
      </ul>
    </li>
  );
}

function OneFact({ fact }: { fact: Read | Nested["read"][number] }) {
  const said = useWords(explain);
  const { language } = useLanguage();
  const zh = language === "zh";
  const value = fact.withheld ? said.withheld : ((zh ? fact.words : fact.wordsEn) ?? said.unknown);
  const from = (zh ? fact.suppliers : fact.suppliersEn).join("、");
  return (
    <li>
      {zh ? fact.name : fact.nameEn}：<strong>{value}</strong>{" "}
      <span className="quiet">
        {from && said.from(from)} {fact.quote && `${fact.cites} “${fact.quote}”`}
      </span>
      {"because" in fact && fact.because.length > 0 && (
        <details>
          <summary>{said.because}</summary>
          <Clauses clauses={fact.because} />
        </details>
      )}
    </li>
  );
}
