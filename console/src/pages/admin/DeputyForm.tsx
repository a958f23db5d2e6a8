// Who stands in for an officer, from a day to a day: of the same department and divisions.
import { Input } from "antd";
import { useState } from "react";
import { useWords } from "../../app/words";
import { NameDeputyDocument, type OfficerRowFragment } from "../../gql/graphql";
import { today } from "../../parts/DateText";
import { ActForm, Field } from "./ActForm";
import { officers } from "./officers.words";
import { useAct } from "./useAct";
import { admin } from "./words";

interface Props {
  row: OfficerRowFragment;
  close: () => void;
  done: () => void;
}

export function DeputyForm({ row, close, done }: Props) {
  const said = useWords(officers);
  const common = useWords(admin);
  const { act, refused, fetching } = useAct(NameDeputyDocument, done);
  const [deputy, setDeputy] = useState(row.deputy?.account ?? "");
  const [from, setFrom] = useState(row.deputy?.from ?? today());
  const [to, setTo] = useState(row.deputy?.to ?? "");
  const send = async () => {
    if (await act({ account: row.account, deputy: deputy.trim(), from, to }, common.done)) close();
  };
  return (
    <ActForm
      title={`${said.nameDeputy} · ${row.name}`}
      ok={said.nameDeputy}
      ready={Boolean(deputy.trim() && from && to)}
      sending={fetching}
      refused={refused}
      fields={["deputy", "from", "to"]}
      send={send}
      close={close}
    >
      <Field name="deputy" label={said.deputyAccount} refused={refused}>
        <Input id="act-deputy" value={deputy} onChange={(event) => setDeputy(event.target.value)} />
      </Field>
      <Field name="from" label={common.from} refused={refused}>
        <Input id="act-from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field name="to" label={common.to} refused={refused}>
        <Input id="act-to" type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
    </ActForm>
  );
}
