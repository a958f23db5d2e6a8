// Parameters with every value in force or to come: who has set it, from when until when, on which basis.
import { useLanguage, useName, useWords } from "../../app/words";
import type { ParameterRowFragment } from "../../gql/graphql";
import { policy } from "./words";

export function ValuesTable({ parameters }: { parameters: readonly ParameterRowFragment[] }) {
  const said = useWords(policy);
  const name = useName();
  const { language } = useLanguage();
  const heads = [said.parameter, said.value, said.place, said.since, said.until, said.source];
  return (
    <table className="values">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parameters.flatMap((one) =>
          one.values.length
            ? one.values.map((value) => (
                <tr key={`${one.code} ${value.division.code} ${value.since}`}>
                  <th scope="row">{name(one)}</th>
                  <td>{language === "zh" ? value.words : value.wordsEn}</td>
                  <td>{value.division.name}</td>
                  <td className="day">{value.since}</td>
                  <td className="day">{value.until ?? "–"}</td>
                  <td>{value.source}</td>
                </tr>
              ))
            : [
                <tr key={one.code}>
                  <th scope="row">{name(one)}</th>
                  <td colSpan={5}>{said.unset}</td>
                </tr>,
              ],
        )}
      </tbody>
    </table>
  );
}
