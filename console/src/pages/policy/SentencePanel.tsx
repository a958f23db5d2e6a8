// A sentence: the words on which something rests, what that is, and its parts as duties.
import { Button, Tag } from "antd";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import type { PolicyDocumentQuery } from "../../gql/graphql";
import { CarrierKind } from "../../gql/labels";
import { useFilters } from "../../parts/useFilters";
import type { Sentence } from "./Document";
import { policy } from "./words";

interface Props {
  sentence: Sentence;
  programmes: PolicyDocumentQuery["programmes"];
}

export function SentencePanel({ sentence, programmes }: Props) {
  const said = useWords(policy);
  const label = useLabel();
  const name = useName();
  const { language } = useLanguage();
  const [, set] = useFilters(["programme"] as const);
  const numbers = new Map(programmes.map((one) => [one.code, one.number]));
  return (
    <section className="panel" aria-label={sentence.cites}>
      <h2>{sentence.cites}</h2>
      <p lang="zh-CN">{sentence.text}</p>
      <h3>{said.carriers}</h3>
      {sentence.carriers.length === 0 && <p className="quiet">{said.noCarriers}</p>}
      <ul className="gaps" aria-label={said.carriers}>
        {sentence.carriers.map((one) => (
          <li key={`${one.kind} ${one.code}`}>
            <Tag>{label(CarrierKind, one.kind)}</Tag>
            {one.kind === "PROGRAMME" ? (
              <Button type="link" size="small" onClick={() => set("programme", one.code)}>
                {numbers.get(one.code)} {name(one)}
              </Button>
            ) : (
              name(one)
            )}
            <div className="quiet" lang="zh-CN">
              {one.quotes.map((quote) => `“${quote}”`).join(" ")}
            </div>
          </li>
        ))}
      </ul>
      {sentence.duties.length > 0 && <h3>{said.duties}</h3>}
      <ul className="gaps">
        {sentence.duties.map((duty) => {
          const note = language === "zh" ? duty.note : duty.noteEn;
          const office = language === "zh" ? duty.leftToOffices : duty.leftToOfficesEn;
          return (
            <li key={duty.quote}>
              <strong lang="zh-CN">{duty.quote}</strong>
              {duty.carriers.length > 0 && (
                <div>
                  {duty.carriers.map((one) => `${label(CarrierKind, one.kind)} ${name(one)}`).join("、")}
                </div>
              )}
              {note && <div>{note}</div>}
              {office && (
                <div>
                  {said.office}：{office}
                </div>
              )}
              {duty.fields.length > 0 && (
                <div className="quiet">
                  {said.fields}：<code>{duty.fields.join(", ")}</code>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
