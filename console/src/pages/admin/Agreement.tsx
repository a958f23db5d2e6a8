// One agreement: what it lets through, who asked, decided and ended, and what may be done with it.
import { Descriptions } from "antd";
import { useWords } from "../../app/words";
import type { AgreementRowFragment } from "../../gql/graphql";
import { ActMenu } from "../../parts/acts/ActMenu";
import { moment } from "../../parts/DateText";
import { following } from "./agreements.acts";
import { agreements } from "./agreements.words";

export function Agreement({ row, done }: { row: AgreementRowFragment; done: () => void }) {
  const said = useWords(agreements);
  const several = (values: readonly string[] | null | undefined) => values?.join("、") ?? said.all;
  const step = (...told: (string | null | undefined)[]) => told.filter(Boolean).join(" · ");
  const items: [string, string][] = [
    [said.scenario, row.scenario],
    [said.quote, row.quote ?? ""],
    [said.fields, several(row.fields)],
    [said.programmes, several(row.programmes)],
    [said.divisions, several(row.divisions)],
    [said.requested, step(row.requestedOn, row.requestedBy)],
    [said.decided, step(row.decidedOn, row.decidedBy, row.decision)],
    [said.ended, step(row.endedAt && moment(row.endedAt), row.endedBy, row.endReason)],
  ];
  return (
    <>
      <Descriptions
        size="small"
        column={1}
        items={items.filter(([, told]) => told).map(([label, children]) => ({ key: label, label, children }))}
      />
      <ActMenu acts={following(row)} place={{ given: { id: row.id } }} done={done} />
    </>
  );
}
