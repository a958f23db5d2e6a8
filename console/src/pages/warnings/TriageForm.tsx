// What becomes of the chosen warnings, shown before it is sent.
import { Alert, App, Input, Modal } from "antd";
import { useState } from "react";
import { useMutation } from "urql";
import { refusals } from "../../app/graph";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import { CloseWarningsDocument, type ClosingOutcome, TriageDocument } from "../../gql/graphql";
import { ClosingOutcome as OUTCOMES } from "../../gql/labels";
import { today } from "../../parts/DateText";
import { type Choice, type Line, triages } from "./choice";
import { warnings } from "./words";

interface Props {
  chosen: readonly Line[];
  choice: Choice;
  close: () => void;
  done: () => void;
}

export function TriageForm({ chosen, choice, close, done }: Props) {
  const said = useWords(warnings);
  const label = useLabel();
  const name = useName();
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [, triage] = useMutation(TriageDocument);
  const [, closeWarnings] = useMutation(CloseWarningsDocument);
  const [note, setNote] = useState("");
  const [on, setOn] = useState(today());
  const [topic, setTopic] = useState("");
  const [refused, setRefused] = useState<string[]>([]);
  const [sending, setSending] = useState(false);
  const closes = choice !== "refer" && choice !== "confer";
  const ready = closes ? note.trim() : choice === "refer" || (on && topic.trim());

  const becomes = (line: Line) => {
    if (choice === "confer") return said.willConfer;
    if (choice !== "refer") return said.willClose(label(OUTCOMES, choice));
    const departments = line.departments.length
      ? line.departments
      : line.programmes.map((one) => one.department);
    return said.willRefer([...new Set(departments.map((one) => name(one)))].join("、"));
  };

  async function send() {
    setSending(true);
    const sentences = closes ? await sendClosing(choice) : await sendTriage(choice);
    setSending(false);
    setRefused(sentences);
    if (!sentences.length) done();
  }

  async function sendTriage(way: "refer" | "confer"): Promise<string[]> {
    const sentences: string[] = [];
    let referrals = 0;
    let conferences = 0;
    for (const input of triages(chosen, way, { note, on, topic })) {
      const { data, error } = await triage({ input });
      sentences.push(...refusals(error).map((one) => one.message));
      if (data && "message" in data.triage) sentences.push(data.triage.message);
      else if (data && "referrals" in data.triage) {
        referrals += data.triage.referrals.length;
        conferences += data.triage.conferences.length;
      }
    }
    if (referrals + conferences) message.success(said.done(referrals, conferences));
    return sentences;
  }

  async function sendClosing(outcome: `${ClosingOutcome}`): Promise<string[]> {
    const input = {
      warnings: chosen.map((one) => one.id),
      outcome: outcome as ClosingOutcome,
      reason: note.trim(),
    };
    const { data, error } = await closeWarnings({ input });
    const answer = data?.closeWarnings;
    const outcomes = answer && "outcomes" in answer ? answer.outcomes : [];
    const good = outcomes.filter((one) => one.__typename !== "Refused").length;
    if (good) message.success(said.closed(good));
    return [
      ...refusals(error).map((one) => one.message),
      ...(answer && "message" in answer ? [answer.message] : []),
      ...outcomes.flatMap((one) => ("message" in one ? [one.message] : [])),
    ];
  }

  return (
    <Modal
      open
      width={640}
      title={said.preview}
      okText={said.send}
      cancelText={said.cancel}
      okButtonProps={{ disabled: !ready, loading: sending }}
      onOk={send}
      onCancel={close}
    >
      <ul className="preview">
        {chosen.map((line) => (
          <li key={line.id}>
            {line.household?.number} {line.person?.nameMasked}{" "}
            <span className="quiet">{language === "zh" ? line.meaning : line.meaningEn}</span> →{" "}
            {becomes(line)}
          </li>
        ))}
      </ul>
      {choice === "confer" && (
        <div className="filters">
          <label htmlFor="conference-day">{said.day}</label>
          <input
            id="conference-day"
            type="date"
            value={on}
            min={today()}
            onChange={(e) => setOn(e.target.value)}
          />
          <label htmlFor="conference-topic">{said.topic}</label>
          <Input
            id="conference-topic"
            style={{ width: 280 }}
            value={topic}
            onChange={(e) => setTopic(e.target.value)}
          />
        </div>
      )}
      <label htmlFor="triage-note">{closes ? said.reason : said.note}</label>
      <Input.TextArea
        id="triage-note"
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {refused.length > 0 && <Alert type="error" showIcon title={[...new Set(refused)].join(" ")} />}
    </Modal>
  );
}
