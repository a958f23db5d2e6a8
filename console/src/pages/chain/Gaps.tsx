// What the household is due and has not, and what may be given twice: each with its reason, and what may be done about it.
import { WarningOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import { useQuery } from "urql";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import { GapsDocument } from "../../gql/graphql";
import { WarningKind } from "../../gql/labels";
import { ActMenu } from "../../parts/acts/ActMenu";
import { RefusalNote } from "../../parts/RefusalNote";
import { GAP } from "./acts";
import { type Gap, type Member, ofGap } from "./places";
import { chain } from "./words";

interface Props {
  household: string;
  members: readonly Member[];
  done: () => void;
}

export function Gaps({ household, members, done }: Props) {
  const said = useWords(chain);
  const [{ data, error }] = useQuery({
    query: GapsDocument,
    variables: { household },
    requestPolicy: "network-only",
  });
  if (error) return <RefusalNote error={error} />;
  if (!data) return null;
  const gaps = data.earlyWarnings.nodes.flatMap((node) => node.warnings);
  return (
    <section className="panel" aria-label={said.gaps}>
      <h2>{said.gaps}</h2>
      {gaps.length === 0 && <p className="quiet">{said.noGaps}</p>}
      <ul className="gaps">
        {gaps.map((gap) => (
          <OneGap key={gap.id} gap={gap} household={household} members={members} done={done} />
        ))}
      </ul>
    </section>
  );
}

function OneGap({ gap, household, members, done }: Props & { gap: Gap }) {
  const { language } = useLanguage();
  const label = useLabel();
  const name = useName();
  const programmes = gap.programmes.map((one) => `${one.number} ${name(one)}（${name(one.department)}）`);
  return (
    <li>
      <strong className="clash">
        <WarningOutlined /> {label(WarningKind, gap.kind)}
      </strong>{" "}
      <Tooltip title={`${gap.cites}：${gap.quote}`}>
        {gap.person?.nameMasked} {language === "zh" ? gap.meaning : gap.meaningEn}
      </Tooltip>
      {programmes.length > 0 && <span>：{programmes.join("、")}</span>}{" "}
      <span className="quiet">{gap.raisedOn}</span>{" "}
      <ActMenu acts={GAP} place={(act) => ofGap(household, gap, members, act)} done={done} />
    </li>
  );
}
