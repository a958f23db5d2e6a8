// What the document leaves to local policy: all parameters, for a division those that bear on it.
import { useQuery } from "urql";
import { useWords } from "../../app/words";
import { ParametersDocument } from "../../gql/graphql";
import { DivisionPicker } from "../../parts/DivisionPicker";
import { RefusalNote } from "../../parts/RefusalNote";
import { useFilters } from "../../parts/useFilters";
import { ValuesTable } from "./ValuesTable";
import { policy } from "./words";

export function Parameters() {
  const said = useWords(policy);
  const [{ division }, set] = useFilters(["division"] as const);
  const [{ data, error }] = useQuery({ query: ParametersDocument, variables: { division } });
  return (
    <>
      <div className="filters">
        <label htmlFor="division">{said.division}</label>
        <DivisionPicker id="division" value={division} onChange={(value) => set("division", value)} />
      </div>
      {error && <RefusalNote error={error} />}
      {data && (
        <section className="panel" aria-label={said.parameters}>
          <ValuesTable parameters={data.parameters} />
        </section>
      )}
    </>
  );
}
