// The shell: header, menu of what the officer may open, and the page.
import { Button, Layout, Menu, Space, Typography } from "antd";
import { Suspense } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { FindHousehold } from "./FindHousehold";
import { placeOf, ROUTES } from "./routes";
import { useSession } from "./session";
import { shell } from "./shell.words";
import { useLanguage, useName, useWords } from "./words";

export function Shell() {
  const said = useWords(shell);
  const { language, choose } = useLanguage();
  const session = useSession();
  const place = useLocation().pathname.split("/")[1] ?? "";
  const items = ROUTES.filter((route) => route.menu && session.may(route.need)).map((route) => ({
    key: route.path.split("/")[0] ?? "",
    icon: route.icon,
    label: <Link to={placeOf(route)}>{route.title[language === "zh" ? 0 : 1]}</Link>,
  }));
  return (
    <Layout className="shell">
      <a className="skip" href="#page">
        {said.skip}
      </a>
      <Layout.Header className="bar">
        <Link to="/" className="hub">
          {said.hub}
        </Link>
        <FindHousehold />
        <Space size="small" className="who">
          <Who />
          <Button type="text" size="small" onClick={() => choose(language === "zh" ? "en" : "zh")}>
            {said.other}
          </Button>
          <a href="/account">{said.account}</a>
        </Space>
      </Layout.Header>
      <Layout>
        <Layout.Sider width={168} breakpoint="md" collapsedWidth={48}>
          <nav aria-label={said.menu}>
            <Menu mode="inline" selectedKeys={[place]} items={items} />
          </nav>
        </Layout.Sider>
        <Layout.Content id="page" tabIndex={-1}>
          <Suspense fallback={<Typography.Text type="secondary">{said.loading}</Typography.Text>}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Who() {
  const { me, name } = useSession();
  const named = useName();
  const places = me.divisions.map((one) => one.name).join("、");
  return (
    <span title={places}>
      {me.department ? `${named(me.department)} · ` : ""}
      {places.length > 16 ? `${places.slice(0, 15)}…` : places} · {name}
    </span>
  );
}
