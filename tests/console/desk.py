"""A desk: an officer's browser, and what is asked of every page that was opened there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page, Request

VIOLATIONS = "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class Desk:
    """An officer's browser."""

    context: BrowserContext
    page: Page
    url: str
    axe: str
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    """Every body of a question or act."""
    seen: list[str] = field(default_factory=list)
    """Every answer of the graph."""
    wrong: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, context: BrowserContext, url: str, axe: str) -> "Desk":
        """One that writes down what its page asks, and what goes wrong in it."""
        context.add_init_script(VIOLATIONS)
        desk = cls(context, context.new_page(), url, axe)
        desk.page.set_default_timeout(20_000)
        desk.page.on("request", desk._request)
        desk.page.on("console", lambda said: desk.wrong.append(said.text) if said.type == "error" else None)
        desk.page.on("pageerror", lambda error: desk.wrong.append(str(error)))
        return desk

    def take(self, cookies: Mapping[str, str]) -> None:
        """A session that was begun elsewhere."""
        self.context.add_cookies([{"name": name, "value": value, "url": self.url} for name, value in cookies.items()])

    def open(self, path: str) -> Page:
        """A page of the console, once nothing is on its way any more."""
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def faults(self) -> list[str]:
        """What axe finds wrong for people who see, hear or move otherwise; empty without axe."""
        if not self.axe:
            return []
        self.page.evaluate(self.axe)  # as a script of the page it would not be allowed
        found: Any = self.page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
        return [
            f"{v['id']}: {node['html'][:150]} {node['failureSummary']}"
            for v in found["violations"]
            for node in v["nodes"]
        ]

    def leave(self) -> None:
        """Close the browser; nothing foreign was asked, nothing forbidden tried, no script failed."""
        self.context.close()
        foreign = [url for url in self.asked if not url.startswith((self.url, "data:", "blob:"))]
        assert foreign == []
        told = ("status of 4", "net::ERR_INTERNET_DISCONNECTED")  # a refusal, or the net that a story took away
        wrong = [text for text in self.wrong if not any(one in text for one in told)]
        assert not wrong, wrong

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)
        if request.url.endswith("/graphql"):
            self.sent.append(request.post_data or "")
