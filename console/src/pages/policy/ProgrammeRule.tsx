// A programme's rule in words, what is left to its department, and the local values that it reads.
import { Link } from "react-router";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import { ProgrammeRuleDocument } from "../../gql/graphql";
import { Entitlement } from "../../gql/labels";
import { RefusalNote } from "../../parts/RefusalNote";
import { ValuesTable } from "./ValuesTable";
import { policy } from "./words";

export function ProgrammeRule({ code }: { code: string }) {
  const said = useWords(policy);
  const label = useLabel();
  const name = useName();
  const { language } = useLanguage();
  const { me, may } = useSession();
  const [{ data, error }] = useQuery({ query: ProgrammeRuleDocument, variables: { code } });
  if (error) return <RefusalNote error={error} />;
  const programme = data?.programme;
  if (!programme) return null;
  const own = programme.department.code === me.department?.code && may(["*/targets:read"]);
  const title = `${programme.number} ${name(programme)}`;
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <p>
        {name(programme.department)} · {label(Entitlement, programme.entitlement)}{" "}
        {own && <Link to={`/targets?programme=${programme.number}`}>{said.targets}</Link>}
      </p>
      <h3>{said.rule}</h3>
      <ul>
        {programme.clauses.map((one) => (
          <li key={one.n}>
            <span className="quiet">{one.branch === 0 ? said.all : said.any(one.branch)}</span>{" "}
            {language === "zh" ? one.meaning : one.meaningEn}
            {one.basis !== "document" && programme.basis === "document" && (
              <span className="quiet">（{said.elsewhere}）</span>
            )}
          </li>
        ))}
      </ul>
      {programme.departmentDecides.length > 0 && (
        <p>
          <strong>{said.left}：</strong>
          {programme.departmentDecides.join("；")}
        </p>
      )}
      {programme.parameters.length > 0 && <ValuesTable parameters={programme.parameters} />}
    </section>
  );
}
