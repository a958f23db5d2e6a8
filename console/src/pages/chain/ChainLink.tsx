// One link: what happened, to whom, by whom, when it was recorded, on which paragraph, with its receipt.
import { WarningOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import { useLabel, useName, useWords } from "../../app/words";
import type { OneClashFragment } from "../../gql/graphql";
import { AssistanceKind, LinkKind } from "../../gql/labels";
import { MomentText } from "../../parts/DateText";
import { Money } from "../../parts/Money";
import { StatusTag, type Tone } from "../../parts/StatusTag";
import { LinkActs } from "./LinkActs";
import type { Link } from "./Links";
import { chain } from "./words";

const TONES: Partial<Record<Link["kind"], Tone>> = {
  ASSISTED: "success",
  DETERMINED: "processing",
  REFUSED: "warning",
  WARNED: "warning",
  TERMINATED: "warning",
  DETERMINATION_ENDED: "warning",
  VOIDED: "error",
  DETERMINATION_VOIDED: "error",
};

interface Props {
  link: Link;
  household: string;
  done?: () => void;
}

export function ChainLink({ link, household, done }: Props) {
  const said = useWords(chain);
  const name = useName();
  const label = useLabel();
  const { programme, record, person, actor } = link;
  const period = [link.periodFrom, link.periodTo].filter(Boolean).join(" – ") || link.term;
  const help = programme ? name(programme) : record && label(AssistanceKind, record.programmeKind);
  return (
    <li>
      <time>{link.happenedOn ?? link.month}</time>
      <span>
        <StatusTag labels={LinkKind} code={link.kind} tone={TONES[link.kind]} />
      </span>
      <div>
        <div>
          <strong>{name(link.department)}</strong> {help} {person && <>· {person.nameMasked} </>}
          {link.amount != null && <Money fen={link.amount} />}
          {period && <span className="quiet"> · {period}</span>}
        </div>
        {link.reason && (
          <div>
            {said.reason}：{link.reason}
          </div>
        )}
        <Clashes link={link} />
        <small className="quiet">
          {said.recorded} <MomentText at={link.recordedAt} />
          {actor?.name && ` · ${said.by} ${actor.name}`}
          {programme && (
            <Tooltip title={programme.quote}>
              {" · "}
              {said.paragraph} {programme.cites}
            </Tooltip>
          )}
          {" · "}
          <Tooltip title={link.hash}>
            <span>
              {said.receipt} <span className="hash">{link.hash.slice(0, 12)}</span>
            </span>
          </Tooltip>
        </small>
        {done && <LinkActs link={link} household={household} done={done} />}
      </div>
    </li>
  );
}

/** What it may be given twice with, in words and with a sign. */
function Clashes({ link }: { link: Link }) {
  const said = useWords(chain);
  const name = useName();
  const label = useLabel();
  const record = link.record as { clashes?: OneClashFragment[] } | null | undefined;
  const clashes = record?.clashes ?? [];
  return clashes.map(({ record }) => (
    <div key={record.id} className="clash">
      <WarningOutlined /> {said.clash}：
      {said.clashWith(name(record.department), label(AssistanceKind, record.programmeKind), record.month)}
    </div>
  ));
}
