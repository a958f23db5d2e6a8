"""Five pages of a demonstration that runs, in both languages, as the READMEs show them."""

import shutil
import sys
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "three lanterns by the river"  # noqa: S105 # of a demonstration that is gone when this ends
SIZE = {"width": 1200, "height": 675}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
LONGEST = """async () => {
  const asked = { query: "{ households(first: 50) { nodes { id chain(first: 1) { totalCount } } } }" };
  const headers = { "Content-Type": "application/json", "X-Aidhub-Console": "1" };
  const answer = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(asked) });
  const nodes = (await answer.json()).data.households.nodes;
  return nodes.sort((one, other) => other.chain.totalCount - one.chain.totalCount)[0].id;
}"""
"""The household with the longest chain of the first page."""


def take(url: str, links: dict[str, str], folder: Path) -> None:
    """All pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        officers = {account: _enrolled(browser, url, links[account]) for account in ("demo", "education")}
        for language, locale in LANGUAGES.items():
            _take(browser, url, officers, language, locale, folder)
        browser.close()


def _take(
    browser: Browser, url: str, officers: dict[str, list[object]], language: str, locale: str, folder: Path
) -> None:
    def page(account: str) -> Page:
        context = browser.new_context(
            base_url=url, locale=locale, viewport=SIZE, timezone_id="Asia/Shanghai", reduced_motion="reduce"
        )
        context.add_init_script(f"localStorage.setItem('aidhub.language', '{language}')")
        if account:
            context.add_cookies(officers[account])
        return context.new_page()

    def shot(page: Page, path: str, name: str) -> None:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)  # what still moves into its place
        page.screenshot(path=folder / f"{name}-{language}.png")

    shot(page(""), f"/signin?lang={language}", "sign-in")
    civil = page("demo")
    civil.goto("/console/")
    id = civil.evaluate(LONGEST)
    shot(civil, f"/console/household/{id}", "chain")
    shot(page("education"), "/console/targets?programme=JY-02", "targets")
    shot(civil, "/console/warnings", "warnings")
    shot(civil, f"/print/household/{id}?purpose=review&lang={language}", "sheet")


def _enrolled(browser: Browser, url: str, link: str) -> list[object]:
    """The cookies of an officer who has taken over their account with a second factor."""
    context = browser.new_context(base_url=url)
    page = context.new_page()
    page.goto(link)
    secret = page.locator("code").first.inner_text()
    for name in ("new", "again"):
        page.locator(f"input[name={name}]").fill(PASSWORD)
    page.locator("input[name=code]").fill(pyotp.TOTP(secret).now())
    page.locator("main form button").first.click()
    page.wait_for_url("**/signin/account")
    cookies: list[object] = [*context.cookies()]
    context.close()
    return cookies


if __name__ == "__main__":
    where, accounts, to = sys.argv[1:]
    lines = [line.split() for line in Path(accounts).read_text().splitlines()]
    take(where, {line[0]: line[-1] for line in lines}, Path(to))
