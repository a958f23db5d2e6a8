"""Receivers: what may be registered, and which addresses may be connected to."""

from ipaddress import ip_network

import pytest

from registry.errors import Refusal
from registry.journal.receivers import Receivers

WITHIN = (
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3",
    "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
    "fec0::1", "64:ff9b:1::7f00:1", "64:ff9b:1::808:808", "::127.0.0.1", "::8.8.8.8", "::ffff:0:7f00:1", "4000::1",
    "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110", "2001:0:5db8:d822::f5ff:fffe",
)  # fmt: skip # one beside the other
OUTSIDE = ("93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("address", WITHIN)
def test_no_address_within_is_allowed_in_whatever_form_it_is_written(address: str) -> None:
    assert not Receivers().allow(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_public_addresses_are(address: str) -> None:
    assert Receivers().allow(address)


def test_what_the_operator_allows_is_allowed_and_no_more() -> None:
    receivers = Receivers((ip_network("10.20.0.0/16"), ip_network("fd00:1::/32")))
    assert receivers.allow("10.20.3.4")
    assert receivers.allow("::ffff:10.20.3.4")
    assert receivers.allow("fd00:1::5")
    assert not receivers.allow("10.21.0.1")
    assert not receivers.allow("127.0.0.1")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://receiver.example/hook?of=aidhub", None),
        ("https://93.184.216.34:8443/", None),
        ("http://receiver.example/", "WEBHOOK_PLAIN"),
        ("https://127.0.0.1/", "WEBHOOK_ADDRESS"),
        ("https://[::1]/", "WEBHOOK_ADDRESS"),
        ("https://user:secret@receiver.example/", "BAD_WEBHOOK_URL"),
        ("https://receiver.example/#part", "BAD_WEBHOOK_URL"),
        ("https://receiver.example:0/", "BAD_WEBHOOK_URL"),
        ("https://receiver.example:99999/", "BAD_WEBHOOK_URL"),
        ("https:///hook", "BAD_WEBHOOK_URL"),
        ("ftp://receiver.example/", "BAD_WEBHOOK_URL"),
        ("file:///etc/passwd", "BAD_WEBHOOK_URL"),
        ("https://receiver.example/a b", "BAD_WEBHOOK_URL"),
        ("https://receiver.example/a\r\nHost: other", "BAD_WEBHOOK_URL"),
        ("https://接收.example/", "BAD_WEBHOOK_URL"),
        ("https://receiver.example/" + "x" * 500, "BAD_WEBHOOK_URL"),
        ("receiver.example", "BAD_WEBHOOK_URL"),
        ("", "BAD_WEBHOOK_URL"),
    ],
)
def test_an_address_is_https_and_holds_no_password(url: str, code: str | None) -> None:
    if code is None:
        Receivers().check(url)
        return
    with pytest.raises(Refusal) as refused:
        Receivers().check(url)
    assert (refused.value.code, refused.value.path) == (code, "url")


def test_plain_http_is_taken_where_it_is_allowed() -> None:
    Receivers(plain=True).check("http://receiver.example/")
