// One referral: its lines, the steps taken, and those that may be taken now.

import { Alert, Button, Input, Modal, Space } from "antd";
import { useState } from "react";
import { useSession } from "../../app/session";
import { useLabel, useName, useWords } from "../../app/words";
import type { ReferralReturnReason, ReferralRowFragment } from "../../gql/graphql";
import { ProcedureStep, ReferralReturnReason as REASONS } from "../../gql/labels";
import { ActMenu } from "../../parts/acts/ActMenu";
import { CodeSelect } from "../../parts/CodeSelect";
import { furtherSteps } from "../procedures/steps";
import { Lines } from "./Lines";
import { type Steps, useSteps } from "./useSteps";
import { referrals } from "./words";

const BEFORE_ACCEPTED = ["PUSHED", "RECEIVED"];

export function Details({ row, done }: { row: ReferralRowFragment; done: () => void }) {
  const said = useWords(referrals);
  const label = useLabel();
  const name = useName();
  const { me, may } = useSession();
  const steps = useSteps(done);
  const [returning, setReturning] = useState(false);
  const ours = me.department?.code === row.toDepartment.code && may(["*/referrals:write"]);
  const waits = ours && BEFORE_ACCEPTED.includes(row.state);
  const own = me.department?.code;
  const others = furtherSteps(row.state, (by) =>
    by === "sender" ? row.fromDepartment.code === own : row.toDepartment.code === own,
  );
  const place = {
    given: { input: { id: row.id } },
    start: { input: { answers: row.lines.filter((one) => one.answer).map((one) => ({ line: one.id })) } },
    choices: {
      "input.answers.line": row.lines.map((one) => ({
        value: one.id,
        label: [one.programme && name(one.programme), one.person?.nameMasked].filter(Boolean).join(" · "),
      })),
    },
  };
  return (
    <>
      {row.note && (
        <p>
          <strong>{said.note}：</strong>
          {row.note}
        </p>
      )}
      {row.returnReason && (
        <p>
          <strong>{said.returned}：</strong>
          {label(REASONS, row.returnReason)} {row.returnNote}
        </p>
      )}
      <Lines row={row} answers={ours && row.state === "ACCEPTED"} steps={steps} />
      {steps.refused !== undefined && <Alert type="error" showIcon title={steps.refused} />}
      <Space className="acts">
        {waits && (
          <Button type="primary" onClick={() => steps.accept(row.id, said.accepted)}>
            {said.accept}
          </Button>
        )}
        {(waits || (ours && row.state === "ACCEPTED")) && (
          <Button onClick={() => setReturning(true)}>{said.back}</Button>
        )}
        {row.state === "ANSWERED" && may(["civil/referral:write"]) && (
          <Button type="primary" onClick={() => steps.close(row.id, said.closed)}>
            {said.close}
          </Button>
        )}
        <ActMenu acts={others} place={place} done={done} />
      </Space>
      <p className="quiet">
        {said.steps}：
        {row.steps
          .map(
            (one) =>
              `${one.happenedOn} ${label(ProcedureStep, one.step)}（${one.actor?.name ?? name(one.department)}）`,
          )
          .join(" → ")}
      </p>
      {returning && <ReturnForm id={row.id} steps={steps} close={() => setReturning(false)} />}
    </>
  );
}

function ReturnForm({ id, steps, close }: { id: string; steps: Steps; close: () => void }) {
  const said = useWords(referrals);
  const [why, setWhy] = useState<ReferralReturnReason>();
  const [note, setNote] = useState("");
  const send = async () => {
    if (why && (await steps.sendBack({ id, returnReason: why, returnNote: note.trim() }, said.sentBack)))
      close();
  };
  return (
    <Modal
      open
      title={said.back}
      okText={said.back}
      cancelText={said.cancel}
      okButtonProps={{ disabled: !why || !note.trim() }}
      onOk={send}
      onCancel={close}
    >
      <CodeSelect labels={REASONS} name={said.returned} width="100%" value={why} onChange={setWhy} />
      <Input.TextArea
        aria-label={said.returnedNote}
        placeholder={said.returnedNote}
        rows={3}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
