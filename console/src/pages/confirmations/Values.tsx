// What was entered, the old beside the new.
import { useWords } from "../../app/words";
import type { ProposalsQuery } from "../../gql/graphql";
import { confirmations } from "./words";

type Row = ProposalsQuery["proposals"]["nodes"][number];

export function Values({ row }: { row: Row }) {
  const said = useWords(confirmations);
  return (
    <>
      {row.reason && (
        <p>
          <strong>{said.reason}：</strong>
          {row.reason}
        </p>
      )}
      <table className="values">
        <thead>
          <tr>
            <th scope="col">{said.field}</th>
            <th scope="col">{said.before}</th>
            <th scope="col">{said.now}</th>
          </tr>
        </thead>
        <tbody>
          {row.values.map((one) => (
            <tr key={one.field}>
              <th scope="row">{one.field}</th>
              <td>{one.before ?? <span className="quiet">{said.nothing}</span>}</td>
              <td>{one.before && one.before !== one.value ? <mark>{one.value}</mark> : one.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
