// The console as a whole: language, theme, graph, session and routes.
import { App, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { useEffect, useMemo, useState } from "react";
import { createBrowserRouter, Navigate, RouterProvider } from "react-router";
import { Provider } from "urql";
import { EmptyNote } from "../parts/EmptyNote";
import { graph } from "./graph";
import { nonce } from "./nonce";
import { named } from "./rights";
import { type PageRoute, placeOf, ROUTES } from "./routes";
import { Shell } from "./Shell";
import { SessionProvider, useSession } from "./session";
import { shell } from "./shell.words";
import { theme } from "./theme";
import { firstLanguage, keepLanguage, LanguageContext, useWords } from "./words";

export function ConsoleApp() {
  const [language, choose] = useState(firstLanguage);
  useEffect(() => keepLanguage(language), [language]);
  const chosen = useMemo(() => ({ language, choose }), [language]);
  const client = useMemo(() => graph(language), [language]);
  const router = useMemo(routed, []);
  return (
    <LanguageContext value={chosen}>
      <ConfigProvider
        csp={nonce ? { nonce } : undefined}
        locale={language === "zh" ? zh : en}
        theme={theme}
        button={{ autoInsertSpace: false }}
        componentSize="small"
      >
        <App>
          <Provider value={client}>
            <SessionProvider waiting={null}>
              <RouterProvider router={router} />
            </SessionProvider>
          </Provider>
        </App>
      </ConfigProvider>
    </LanguageContext>
  );
}

function routed() {
  const children = ROUTES.map((route) => ({ path: route.path, element: <Guarded route={route} /> }));
  return createBrowserRouter(
    [
      {
        path: "/",
        element: <Shell />,
        children: [{ index: true, element: <First /> }, ...children, { path: "*", element: <Nothing /> }],
      },
    ],
    { basename: "/console" },
  );
}

/** The page, or which right is missing. */
function Guarded({ route }: { route: PageRoute }) {
  const { may, me } = useSession();
  const said = useWords(shell);
  if (may(route.need)) return <route.Page />;
  const scope = route.need.map((one) => named(one, me.department?.code)).join(" / ");
  return <EmptyNote title={said.missing} why={said.missingWhy(scope)} />;
}

/** The first page of the menu that the officer may open. */
function First() {
  const { may } = useSession();
  const first = ROUTES.find((route) => route.menu && may(route.need));
  return first ? <Navigate to={placeOf(first)} replace /> : <Nothing />;
}

function Nothing() {
  return <EmptyNote title={useWords(shell).nothing} />;
}
