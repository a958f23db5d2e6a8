// The roles of an officer, as the security administrator gives them: these and no others.
import { Checkbox } from "antd";
import { useState } from "react";
import { useWords } from "../../app/words";
import { GiveRolesDocument, type OfficerRoleCode, type OfficerRowFragment } from "../../gql/graphql";
import { OfficerRoleCode as ROLES } from "../../gql/labels";
import { useCodes } from "../../parts/CodeSelect";
import { ActForm } from "./ActForm";
import { officers } from "./officers.words";
import { useAct } from "./useAct";

interface Props {
  row: OfficerRowFragment;
  close: () => void;
  done: () => void;
}

export function RolesForm({ row, close, done }: Props) {
  const said = useWords(officers);
  const codes = useCodes();
  const { act, refused, fetching } = useAct(GiveRolesDocument, done);
  const [roles, setRoles] = useState<OfficerRoleCode[]>(row.roles);
  const send = async () => {
    if (await act({ account: row.account, roles }, said.given)) close();
  };
  return (
    <ActForm
      title={`${said.giveRoles} · ${row.name}`}
      ok={said.giveRoles}
      ready
      sending={fetching}
      refused={refused}
      send={send}
      close={close}
    >
      <p className="quiet">{said.rolesNote}</p>
      <Checkbox.Group className="stacked" options={codes(ROLES)} value={roles} onChange={setRoles} />
    </ActForm>
  );
}
