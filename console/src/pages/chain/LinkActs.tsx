// What may be done about a link: its help ended or put right, what its department says checked, its referral answered.
import { Space } from "antd";
import { Link as Go } from "react-router";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { ActMenu } from "../../parts/acts/ActMenu";
import { LINK } from "./acts";
import type { Link } from "./Links";
import { chain } from "./words";

interface Props {
  link: Link;
  household: string;
  done: () => void;
}

const HELP = new Set(["ASSISTED", "ADJUSTED"]);
const ASKED = new Set(["REFERRED", "ACCEPTED"]);

export function LinkActs({ link, household, done }: Props) {
  const said = useWords(chain);
  const { may, me } = useSession();
  const { record, person, department, kind } = link;
  const own = me.department?.code === department.code;
  const about = { household, ...(person && { person: person.id }) };
  const entry = record && "externalId" in record ? String(record.externalId) : undefined;
  const acts = HELP.has(kind) && record ? LINK.filter((_, n) => (n === 0 ? own : !own)) : [];
  const given = own ? { ...about, record: record?.id } : { ...about, to: department.code };
  return (
    <Space size="small">
      {acts.length > 0 && <ActMenu folded acts={acts} place={{ given: { input: given } }} done={done} />}
      {own && entry && may(["*/feedback:write"]) && (
        <Go to={`/feedback?record=${encodeURIComponent(entry)}`}>{said.mend}</Go>
      )}
      {ASKED.has(kind) && may(["*/referrals:write"]) && <Go to="/referrals">{said.answer}</Go>}
    </Space>
  );
}
