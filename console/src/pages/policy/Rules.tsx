// The rules of the cross-check with how right each has been; one that is off is tried before it is switched on.
import { Alert, Button, Table } from "antd";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { refusals } from "../../app/graph";
import { useSession } from "../../app/session";
import { useLabel, useLanguage, useWords } from "../../app/words";
import { RulesDocument, type RulesQuery, TryRuleDocument } from "../../gql/graphql";
import { WarningKind } from "../../gql/labels";
import { DivisionPicker } from "../../parts/DivisionPicker";
import { EmptyNote } from "../../parts/EmptyNote";
import { RefusalNote } from "../../parts/RefusalNote";
import { useFilters } from "../../parts/useFilters";
import { Trial } from "./Trial";
import { policy } from "./words";

type Rule = RulesQuery["warningRules"][number];

export function Rules() {
  const said = useWords(policy);
  const label = useLabel();
  const { language } = useLanguage();
  const { may } = useSession();
  const [{ division, job }, set] = useFilters(["division", "job"] as const);
  const [{ data, error, fetching }] = useQuery({ query: RulesDocument, variables: { division } });
  const [, start] = useMutation(TryRuleDocument);
  const [refused, setRefused] = useState<string>();
  const tries = may(["civil/match:write"]) && may(["civil/population:read"]);
  const meaning = (one: Rule) => (language === "zh" ? one.meaning : one.meaningEn);

  async function tried(rule: string) {
    const answer = await start({ rule, division });
    const begun = answer.data?.startSimulation;
    if (begun && "id" in begun) set("job", begun.id);
    setRefused(begun && "message" in begun ? begun.message : refusals(answer.error)[0]?.message);
  }

  return (
    <>
      <div className="filters">
        <label htmlFor="division">{said.division}</label>
        <DivisionPicker id="division" value={division} onChange={(value) => set("division", value)} />
      </div>
      {error && <RefusalNote error={error} />}
      {refused && <Alert type="error" showIcon title={refused} />}
      {job && <Trial id={job} rules={data?.warningRules ?? []} />}
      <Table<Rule>
        size="small"
        rowKey="code"
        pagination={false}
        loading={fetching && !data}
        dataSource={data?.warningRules ?? []}
        locale={{ emptyText: <EmptyNote title={said.noRules} why={said.noRulesWhy} /> }}
        expandable={{
          expandedRowRender: (one) => (
            <blockquote lang="zh-CN">
              {one.quote} — {one.cites}
            </blockquote>
          ),
        }}
        columns={[
          { title: said.meaning, render: (_, one) => meaning(one) },
          { title: said.kind, width: 150, render: (_, one) => label(WarningKind, one.kind) },
          { title: said.state, width: 90, render: (_, one) => (one.enabled ? said.on : said.off) },
          { title: said.raised, width: 80, align: "right", dataIndex: "raised" },
          { title: said.open, width: 80, align: "right", dataIndex: "open" },
          {
            title: said.precision,
            width: 110,
            align: "right",
            render: (_, one) =>
              one.precision == null ? said.undecided : `${Math.round(100 * one.precision)} %`,
          },
          ...(tries
            ? [
                {
                  title: said.tryIt,
                  width: 80,
                  render: (_: unknown, one: Rule) => (
                    <Button
                      size="small"
                      aria-label={`${said.tryIt} ${meaning(one)}`}
                      onClick={() => tried(one.code)}
                    >
                      {said.tryIt}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
