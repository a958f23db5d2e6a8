"""Signing in, in a browser and without scripts of the console: a password, a code, and where one wanted to go."""

import time

import pyotp
import pytest

from tests.console.conftest import Seat
from tests.hub_running import HOME, Running
from tests.signed_in import PASSWORD, enrol, officer


def test_an_officer_signs_in_with_a_second_factor_and_comes_to_where_they_wanted(hub: Running, seat: Seat) -> None:
    secret = enrol(hub, officer(hub, "signs-in", ["department_clerk"], "education_aid", [HOME]))
    desk = seat("")
    page = desk.open("/console/targets?programme=JY-03")
    assert desk.faults() == []
    page.get_by_label("账号").fill("signs-in")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("手机验证码").fill(pyotp.TOTP(secret).at(int(time.time()) + 30))
    assert desk.faults() == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/targets?programme=JY-03")
    cookies = desk.context.cookies()
    assert [cookie["httpOnly"] for cookie in cookies if cookie["name"].startswith("aidhub-without")] == [True]
    assert page.evaluate("document.cookie.includes('aidhub-without')") is False
    assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage}).includes('ey')") is False


@pytest.mark.parametrize("path", ["/", "/console/", "/console/targets", "/console/household/01a", "/print/household"])
def test_a_stranger_comes_to_the_sign_in_page_wherever_they_want_to_go(seat: Seat, path: str) -> None:
    desk = seat("")
    page = desk.open(path)
    assert page.url.startswith(f"{desk.url}/signin")
    assert desk.sent == []
