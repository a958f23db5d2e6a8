// What may be done with one officer: accounts by the system administrator, rights by the security administrator.
import { Alert, App, Button, Space } from "antd";
import { useState } from "react";
import { useSession } from "../../app/session";
import { useLabel, useWords } from "../../app/words";
import {
  DisableOfficerDocument,
  EnableOfficerDocument,
  EndDeputyDocument,
  EnrolOfficerDocument,
  type OfficerRowFragment,
} from "../../gql/graphql";
import { OfficerRoleCode as ROLES } from "../../gql/labels";
import { moment } from "../../parts/DateText";
import { DeputyForm } from "./DeputyForm";
import { ACCOUNTS, RIGHTS } from "./needs";
import { OfficerForm } from "./OfficerForm";
import { OnceShown } from "./OnceShown";
import { officers } from "./officers.words";
import { RolesForm } from "./RolesForm";
import { useAct } from "./useAct";
import { admin } from "./words";

type Form = "change" | "roles" | "deputy";

export function OfficerActs({ row, done }: { row: OfficerRowFragment; done: () => void }) {
  const said = useWords(officers);
  const common = useWords(admin);
  const label = useLabel();
  const { may } = useSession();
  const { modal } = App.useApp();
  const [form, setForm] = useState<Form>();
  const [link, setLink] = useState<{ link: string; minutes: number }>();
  const disable = useAct(DisableOfficerDocument, done);
  const enable = useAct(EnableOfficerDocument, done);
  const enrol = useAct(EnrolOfficerDocument, done);
  const endDeputy = useAct(EndDeputyDocument, done);
  const { account } = row;
  const close = () => setForm(undefined);
  const asked = (title: string, onOk: () => unknown) =>
    modal.confirm({ title, okText: common.sure, cancelText: common.cancel, onOk });
  const enrolled = async () => {
    const answer = await enrol.act({ account });
    if (answer && "link" in answer) setLink(answer);
  };
  const refused = disable.refused ?? enable.refused ?? enrol.refused ?? endDeputy.refused;
  return (
    <>
      {row.roles.map((role) => (
        <p key={role}>{label(ROLES, role)}</p>
      ))}
      <p className="quiet">
        {said.createdBy} {moment(row.createdAt)} · {row.createdBy}
        {row.deputy && ` · ${said.deputy} ${row.deputy.account} ${row.deputy.from} – ${row.deputy.to}`}
      </p>
      {refused && <Alert type="error" showIcon title={refused.message} description={refused.code} />}
      <Space className="acts" wrap>
        {may(ACCOUNTS) && (
          <>
            <Button onClick={() => setForm("change")}>{said.change}</Button>
            <Button onClick={() => asked(said.enrolSure(row.name), enrolled)}>{said.enrol}</Button>
            {row.disabledAt ? (
              <Button onClick={() => enable.act({ account }, said.enabled)}>{said.enable}</Button>
            ) : (
              <Button
                danger
                onClick={() =>
                  asked(said.disableSure(row.name), () => disable.act({ account }, said.disabled))
                }
              >
                {said.disable}
              </Button>
            )}
          </>
        )}
        {may(RIGHTS) && (
          <>
            <Button type="primary" onClick={() => setForm("roles")}>
              {said.giveRoles}
            </Button>
            <Button onClick={() => setForm("deputy")}>{said.nameDeputy}</Button>
            {row.deputy && (
              <Button onClick={() => endDeputy.act({ account }, common.done)}>{said.endDeputy}</Button>
            )}
          </>
        )}
      </Space>
      {form === "change" && <OfficerForm row={row} close={close} done={done} />}
      {form === "roles" && <RolesForm row={row} close={close} done={done} />}
      {form === "deputy" && <DeputyForm row={row} close={close} done={done} />}
      {link && (
        <OnceShown
          title={said.enrol}
          values={[[said.link, link.link]]}
          note={said.minutes(link.minutes)}
          close={() => setLink(undefined)}
        />
      )}
    </>
  );
}
