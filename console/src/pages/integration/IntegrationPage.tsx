// 集成: for who lets a program speak with the hub; the explorer is a page of its own, with its own headers.
import { useWords, words } from "../../app/words";
import { PageTitle } from "../../parts/PageTitle";

const integration = words({
  title: ["集成", "Integration"],
  explorer: [
    "数据图浏览器（GraphiQL），以本人权限提问",
    "Explorer of the graph (GraphiQL), with your own rights",
  ],
  all: ["数据图目录（SDL）：全部", "Schema of the graph (SDL): all"],
  mine: ["数据图目录（SDL）：本人权限可用的部分", "Schema of the graph (SDL): what your rights open"],
});

export default function IntegrationPage() {
  const said = useWords(integration);
  return (
    <>
      <PageTitle title={said.title} />
      <ul className="panel links">
        <li className="plain">
          <a href="/console/explorer">{said.explorer}</a>
        </li>
        <li className="plain">
          <a href="/schema.graphql">{said.all}</a>
        </li>
        <li className="plain">
          <a href="/schema.graphql?view=mine">{said.mine}</a>
        </li>
      </ul>
    </>
  );
}
