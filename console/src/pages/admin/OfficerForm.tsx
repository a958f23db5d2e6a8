// An officer's account as it is added or changed; rights are given elsewhere, by somebody else.
import { Input } from "antd";
import { useState } from "react";
import { useWords } from "../../app/words";
import { AddOfficerDocument, ChangeOfficerDocument, type OfficerRowFragment } from "../../gql/graphql";
import { today } from "../../parts/DateText";
import { DivisionsPicker } from "../../parts/DivisionPicker";
import { ActForm, Field } from "./ActForm";
import { DepartmentSelect } from "./DepartmentSelect";
import { officers } from "./officers.words";
import { useAct } from "./useAct";
import { admin } from "./words";

const FIELDS = ["account", "name", "department", "divisions", "validFrom", "validTo"] as const;

interface Props {
  /** Who is changed; nobody where one is added. */
  row?: OfficerRowFragment;
  close: () => void;
  done: () => void;
}

export function OfficerForm({ row, close, done }: Props) {
  const said = useWords(officers);
  const common = useWords(admin);
  const add = useAct(AddOfficerDocument, done);
  const change = useAct(ChangeOfficerDocument, done);
  const [account, setAccount] = useState(row?.account ?? "");
  const [name, setName] = useState(row?.name ?? "");
  const [department, setDepartment] = useState(row?.department?.code);
  const [divisions, setDivisions] = useState(row?.divisions.map((one) => one.code) ?? []);
  const [validFrom, setValidFrom] = useState(row?.validFrom ?? today());
  const [validTo, setValidTo] = useState(row?.validTo ?? "");
  const { refused, fetching } = row ? change : add;

  async function send() {
    if (!department) return;
    const given = { account: account.trim(), name: name.trim(), department, divisions, validFrom };
    const last = { validTo: validTo || null };
    const answer = row
      ? await change.act({ ...given, ...last }, said.changed)
      : await add.act({ ...given, ...last }, said.added);
    if (answer) close();
  }

  return (
    <ActForm
      title={row ? said.change : said.add}
      ok={row ? said.change : said.add}
      ready={Boolean(account.trim() && name.trim() && department && divisions.length)}
      sending={fetching}
      refused={refused}
      fields={FIELDS}
      send={send}
      close={close}
    >
      {row && <p className="quiet">{said.changeNote}</p>}
      <Field name="account" label={said.account} refused={refused} help={row ? undefined : said.accountHelp}>
        <Input
          id="act-account"
          value={account}
          disabled={Boolean(row)}
          onChange={(event) => setAccount(event.target.value)}
        />
      </Field>
      <Field name="name" label={said.name} refused={refused}>
        <Input id="act-name" value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field name="department" label={common.department} refused={refused}>
        <DepartmentSelect id="act-department" value={department} onChange={setDepartment} />
      </Field>
      <Field name="divisions" label={common.divisions} refused={refused}>
        <DivisionsPicker id="act-divisions" value={divisions} onChange={setDivisions} />
      </Field>
      <Field name="validFrom" label={common.from} refused={refused}>
        <Input
          id="act-validFrom"
          type="date"
          value={validFrom}
          onChange={(event) => setValidFrom(event.target.value)}
        />
      </Field>
      <Field name="validTo" label={common.to} refused={refused}>
        <Input
          id="act-validTo"
          type="date"
          value={validTo}
          onChange={(event) => setValidTo(event.target.value)}
        />
      </Field>
    </ActForm>
  );
}
