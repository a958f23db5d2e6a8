// GraphiQL with the caller's rights: the session's cookie, no token.
import "./workers";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { createRoot } from "react-dom/client";

const FIRST = `# 数据图浏览器：以本人权限提问。Ctrl-空格 补全，Ctrl-Enter 提问。
query Me {
  me {
    client
    department { name }
    divisions { name }
    scopes
  }
}
`;

async function ask(asked: object) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Aidhub-Console": "1", "Accept-Language": "zh-CN" },
    body: JSON.stringify(asked),
  });
  if (answer.status === 401) location.assign("/signin?next=/console/explorer");
  return answer.json();
}

const root = document.getElementById("root");
if (root)
  createRoot(root).render(<GraphiQL fetcher={ask} defaultQuery={FIRST} shouldPersistHeaders={false} />);
