// The links of the chain: by date, or in a lane for each department.
import { Button } from "antd";
import { useSession } from "../../app/session";
import { useName, useWords } from "../../app/words";
import { ChainDocument, type ChainQuery } from "../../gql/graphql";
import { EmptyNote } from "../../parts/EmptyNote";
import { RefusalNote } from "../../parts/RefusalNote";
import { usePages } from "../../parts/usePages";
import { ChainLink } from "./ChainLink";
import { chain } from "./words";

export type Link = NonNullable<ChainQuery["household"]>["chain"]["nodes"][number];

interface Props {
  household: string;
  asOf?: string;
  knownAt?: string;
  lanes: boolean;
  /** After an act; without it none is offered, as of the past. */
  done?: () => void;
}

export function Links({ household, asOf, knownAt, lanes, done }: Props) {
  const said = useWords(chain);
  const { may, me } = useSession();
  // Clashes are read of one's own department's help, and of others' by who reads all amounts.
  const own = (department: string) => me.department?.code === department && may(["*/feedback:read"]);
  const rights = {
    days: may(["civil/population:read", "household/amounts:read"]),
    amounts: may(["household/amounts:read"]),
    civil_affairs: own("civil_affairs"),
    education_aid: own("education_aid"),
    human_resources: own("human_resources"),
    housing: own("housing"),
    health: own("health"),
    emergency_management: own("emergency_management"),
    rural_revitalization: own("rural_revitalization"),
    medical_insurance: own("medical_insurance"),
    disabled_federation: own("disabled_federation"),
  };
  // The end of that day in the province.
  const moment = knownAt && `${knownAt}T23:59:59+08:00`;
  const asked = { id: household, asOf, knownAt: moment, ...rights };
  const pages = usePages(ChainDocument, asked, (answer) => answer.household?.chain);
  if (pages.error) return <RefusalNote error={pages.error} />;
  if (!pages.reading && pages.rows.length === 0) return <EmptyNote title={said.none} why={said.noneWhy} />;
  const acted = { household, done };
  return (
    <section className="panel" aria-label={said.title}>
      <h2>
        {said.title} {pages.total !== undefined && <small className="quiet">{said.total(pages.total)}</small>}
      </h2>
      {lanes ? <Lanes {...acted} links={pages.rows} /> : <List {...acted} links={pages.rows} />}
      {pages.more && (
        <Button onClick={pages.next} loading={pages.reading}>
          {said.more}
        </Button>
      )}
    </section>
  );
}

type Acted = Pick<Props, "household" | "done"> & { links: Link[] };

function List({ links, ...acted }: Acted) {
  return (
    <ol className="links">
      {links.map((link) => (
        <ChainLink key={link.id} link={link} {...acted} />
      ))}
    </ol>
  );
}

function Lanes({ links, ...acted }: Acted) {
  const name = useName();
  const lanes = new Map<string, Link[]>();
  for (const link of links)
    lanes.set(link.department.code, [...(lanes.get(link.department.code) ?? []), link]);
  return (
    <div className="lanes">
      {[...lanes.values()].map((lane) => (
        <section key={lane[0]?.department.code} aria-label={lane[0] && name(lane[0].department)}>
          <h3>{lane[0] && name(lane[0].department)}</h3>
          <List {...acted} links={lane} />
        </section>
      ))}
    </div>
  );
}
