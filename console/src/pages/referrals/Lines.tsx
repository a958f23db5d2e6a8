// The lines of a referral: what is asked, and for who answers a field each for answer and reason.
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useLabel, useName, useWords } from "../../app/words";
import type { LineAnswer, ReferralRowFragment } from "../../gql/graphql";
import { LineAnswer as ANSWERS, LineAction } from "../../gql/labels";
import type { Steps } from "./useSteps";
import { referrals } from "./words";

const OF_A_REFERRAL = [
  "GRANTED",
  "REFUSED",
  "NOT_ELIGIBLE",
  "NEEDS_PAPERS",
  "KEEP",
  "ADJUST",
  "PHASE_OUT",
  "END",
] as const;
type Given = Record<string, { answer?: LineAnswer; reason?: string }>;

export function Lines({ row, answers, steps }: { row: ReferralRowFragment; answers: boolean; steps: Steps }) {
  const said = useWords(referrals);
  const label = useLabel();
  const name = useName();
  const [given, setGiven] = useState<Given>({});
  const ready = Object.entries(given).filter(([, one]) => one.answer);
  const say = (line: string, change: Given[string]) =>
    setGiven((before) => ({ ...before, [line]: { ...before[line], ...change } }));
  const send = async () => {
    const sent = ready.map(([line, one]) => ({
      line,
      answer: one.answer as LineAnswer,
      reason: one.reason?.trim() || undefined,
    }));
    if (await steps.answer({ id: row.id, answers: sent }, said.sent)) setGiven({});
  };
  return (
    <>
      <table className="values">
        <thead>
          <tr>
            <th scope="col">{said.action}</th>
            <th scope="col">{said.who}</th>
            <th scope="col">{said.programme}</th>
            <th scope="col">{said.answer}</th>
            <th scope="col">{said.reason}</th>
          </tr>
        </thead>
        <tbody>
          {row.lines.map((line) => (
            <tr key={line.id}>
              <td>
                {label(LineAction, line.action)} {line.note}
              </td>
              <td>{line.person?.nameMasked}</td>
              <td>{line.programme && `${line.programme.number} ${name(line.programme)}`}</td>
              {answers ? (
                <>
                  <td>
                    <Select
                      aria-label={`${said.answer} ${line.programme?.number ?? ""}`}
                      style={{ width: 180 }}
                      placeholder={line.answer ? label(ANSWERS, line.answer) : said.choose}
                      value={given[line.id]?.answer}
                      onChange={(value) => say(line.id, { answer: value })}
                      options={OF_A_REFERRAL.map((code) => ({ value: code, label: label(ANSWERS, code) }))}
                    />
                  </td>
                  <td>
                    <Input
                      aria-label={`${said.reason} ${line.programme?.number ?? ""}`}
                      maxLength={500}
                      value={given[line.id]?.reason}
                      onChange={(event) => say(line.id, { reason: event.target.value })}
                    />
                  </td>
                </>
              ) : (
                <>
                  <td>{line.answer && label(ANSWERS, line.answer)}</td>
                  <td>{line.answerReason}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {answers && (
        <Button type="primary" disabled={!ready.length} onClick={send}>
          {said.send}
        </Button>
      )}
    </>
  );
}
