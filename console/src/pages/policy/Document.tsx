// The document, sentence by sentence: one is chosen, and beside it stands what comes from it; or a programme's are marked.
import { Select } from "antd";
import { useQuery } from "urql";
import { useName, useWords } from "../../app/words";
import { PolicyDocumentDocument, type PolicyDocumentQuery } from "../../gql/graphql";
import { EmptyNote } from "../../parts/EmptyNote";
import { RefusalNote } from "../../parts/RefusalNote";
import { useFilters } from "../../parts/useFilters";
import { ProgrammeRule } from "./ProgrammeRule";
import { SentencePanel } from "./SentencePanel";
import { policy } from "./words";

export type Sentence = PolicyDocumentQuery["policyDocument"]["sections"][number]["sentences"][number];

export function Document() {
  const said = useWords(policy);
  const name = useName();
  const [{ sentence, programme }, set] = useFilters(["sentence", "programme"] as const);
  const [{ data, error }] = useQuery({ query: PolicyDocumentDocument });
  if (error) return <RefusalNote error={error} />;
  if (!data) return null;
  const { policyDocument: document, programmes } = data;
  const all = document.sections.flatMap((one) => one.sentences);
  const chosen = all.find((one) => String(one.n) === sentence);
  const rests = (one: Sentence) =>
    one.carriers.some((carrier) => carrier.kind === "PROGRAMME" && carrier.code === programme);
  return (
    <>
      <div className="filters">
        <label htmlFor="programme">{said.programme}</label>
        <Select
          id="programme"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          style={{ width: 380 }}
          placeholder={said.every}
          value={programme}
          onChange={(code?: string) => set("programme", code)}
          options={programmes.map((one) => ({ value: one.code, label: `${one.number} ${name(one)}` }))}
        />
        {programme && <span role="status">{said.sentences(all.filter(rests).length)}</span>}
      </div>
      <div className="triage">
        <article className="panel document" lang="zh-CN">
          <h2>{document.title}</h2>
          <p className="quiet">{said.about(document.number, document.issuedOn)}</p>
          {document.sections.map((section) => (
            <section key={section.number}>
              <h3>
                {section.number}、{section.title}
              </h3>
              <ol>
                {section.sentences.map((one) => (
                  <li key={one.n} className={rests(one) ? "rests" : undefined}>
                    <button
                      type="button"
                      aria-pressed={one === chosen}
                      onClick={() => set("sentence", String(one.n))}
                    >
                      {rests(one) && <span aria-hidden="true">▶ </span>}
                      {one.text}
                    </button>
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </article>
        <div className="evidence">
          {chosen && <SentencePanel sentence={chosen} programmes={programmes} />}
          {programme && <ProgrammeRule code={programme} />}
          {!chosen && !programme && <EmptyNote title={said.choose} why={said.chooseWhy} />}
        </div>
      </div>
    </>
  );
}
