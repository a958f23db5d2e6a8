// Confirm or return what was chosen: many at once, each answered by itself.
import { Alert, App, Button, Input, Modal, Space } from "antd";
import { useState } from "react";
import { useMutation } from "urql";
import { refusals } from "../../app/graph";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { DecideProposalsDocument, type ProposalDecision } from "../../gql/graphql";
import { confirmations } from "./words";

const TOLD = { CONFIRM: "confirmed", REVIEW: "reviewed", RETURN: "returned" } as const;

export function Decide({ chosen, decided }: { chosen: readonly string[]; decided: () => void }) {
  const said = useWords(confirmations);
  const { may } = useSession();
  const { message, modal } = App.useApp();
  const [{ fetching }, decide] = useMutation(DecideProposalsDocument);
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string[]>([]);

  async function act(decision: ProposalDecision, why?: string) {
    const items = chosen.map((proposal) => ({ proposal, decision, reason: why }));
    const { data, error } = await decide({ items });
    const answer = data?.decideProposals;
    const outcomes = answer && "outcomes" in answer ? answer.outcomes : [];
    const sentences = [
      ...refusals(error).map((one) => one.message),
      ...(answer && "message" in answer ? [answer.message] : []),
      ...outcomes.flatMap((one) => ("message" in one ? [one.message] : [])),
    ];
    const done = outcomes.filter((one) => one.__typename === "ProposalDecided").length;
    setRefused(sentences);
    setReturning(false);
    setReason("");
    if (done) {
      message.success(said[TOLD[decision]](done));
      decided();
    }
  }

  const confirm = () =>
    modal.confirm({
      title: said.sure(chosen.length),
      okText: said.confirm,
      cancelText: said.cancel,
      onOk: () => act("CONFIRM"),
    });
  return (
    <>
      <Space className="acts">
        <span className="quiet" aria-live="polite">
          {said.chosen(chosen.length)}
        </span>
        {may(["civil/population:review"]) && (
          <Button disabled={!chosen.length} loading={fetching} onClick={() => act("REVIEW")}>
            {said.review}
          </Button>
        )}
        {may(["civil/population:decide"]) && (
          <Button type="primary" disabled={!chosen.length} loading={fetching} onClick={confirm}>
            {said.confirm}
          </Button>
        )}
        <Button disabled={!chosen.length} onClick={() => setReturning(true)}>
          {said.back}
        </Button>
      </Space>
      {refused.length > 0 && (
        <Alert
          type="error"
          showIcon
          closable={{ onClose: () => setRefused([]) }}
          title={said.refused(refused.length)}
          description={[...new Set(refused)].join(" ")}
        />
      )}
      <Modal
        open={returning}
        title={said.reason}
        okText={said.back}
        cancelText={said.cancel}
        okButtonProps={{ disabled: !reason.trim() }}
        onOk={() => act("RETURN", reason.trim())}
        onCancel={() => setReturning(false)}
      >
        <Input.TextArea
          aria-label={said.reason}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="quiet">{said.reasonWhy}</p>
      </Modal>
    </>
  );
}
