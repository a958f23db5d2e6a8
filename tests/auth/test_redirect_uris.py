"""Where officers may come back to."""

import pytest

from auth import redirect_uris
from registry.errors import Refusal


@pytest.mark.parametrize("uri", ["https://office.example/back?x=1", "http://127.0.0.1/back", "http://[::1]:8080/back"])
def test_these_are_sound(uri: str) -> None:
    redirect_uris.check([uri])
    assert redirect_uris.among([uri], uri)


@pytest.mark.parametrize(
    "uri",
    [
        "http://office.example/back",
        "javascript:alert(1)",
        "https://office.example/back#part",
        "https://someone@office.example/",
        "https://office.example\\.elsewhere.example/",
        "https:///back",
        "//office.example",
        "https://office.example:99999/",
        "https://office.example/ back",
        "https://office.example/" + "x" * 500,
    ],
)
def test_these_are_not(uri: str) -> None:
    with pytest.raises(Refusal, match="BAD_REDIRECT_URI"):
        redirect_uris.check([uri])


def test_there_are_not_many() -> None:
    with pytest.raises(Refusal, match="BAD_REDIRECT_URI"):
        redirect_uris.check([f"https://office.example/{n}" for n in range(11)])


def test_the_page_says_whose_it_is() -> None:
    assert redirect_uris.origin("https://office.example:8443/back?x=1") == "https://office.example:8443"
