// What a warning rests on: the facts beside each other, each with who said it and when.
import { Link } from "react-router";
import { useLanguage, useName, useWords } from "../../app/words";
import type { Line } from "./choice";
import { warnings } from "./words";

export function EvidencePanel({ line }: { line: Line }) {
  const said = useWords(warnings);
  const { language } = useLanguage();
  const name = useName();
  return (
    <aside className="panel evidence" aria-label={said.evidence}>
      <h2>{language === "zh" ? line.meaning : line.meaningEn}</h2>
      <p>
        {line.household && <Link to={`/household/${line.household.id}`}>{line.household.number}</Link>}{" "}
        {line.person?.nameMasked}{" "}
        <span className="quiet">
          {line.cites} · {said.since} {line.raisedOn}
        </span>
      </p>
      <table className="values">
        <thead>
          <tr>
            <th scope="col">{said.fact}</th>
            <th scope="col">{said.value}</th>
            <th scope="col">{said.from}</th>
            <th scope="col">{said.asOf}</th>
          </tr>
        </thead>
        <tbody>
          {line.evidence.map((one) => (
            <tr key={`${one.fact} ${one.department} ${one.asOf}`}>
              <th scope="row">{language === "zh" ? one.name : one.nameEn}</th>
              <td>{language === "zh" ? one.words : one.wordsEn}</td>
              <td>{one.supplier ? name(one.supplier) : one.department}</td>
              <td className="day">{one.asOf}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {line.programmes.length > 0 && (
        <p>
          <strong>{said.options}：</strong>
          {line.programmes.map((one) => `${one.number} ${name(one)}（${name(one.department)}）`).join("；")}
        </p>
      )}
    </aside>
  );
}
