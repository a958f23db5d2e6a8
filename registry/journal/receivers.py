"""Receivers (接收地址): where the hub may send to: public addresses over https, and what the operator allows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from registry.errors import Refusal

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

TRANSLATED = ip_network("64:ff9b::/96")
"""Addresses under which a translator reaches those of IPv4 (RFC 6052)."""
UNICAST = ip_network("2000::/3")
"""The public addresses of IPv6: whatever lies outside is of a site, translated, or not given out."""
PLATFORM = ip_address("168.63.129.16")
"""A public address behind which a cloud's own host answers its machines."""
LONGEST = 500
SPELLED = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Receivers:
    """Networks that are allowed besides the public ones, and whether plain http is."""

    allowed: Sequence[Network] = ()
    plain: bool = False

    def check(self, url: str) -> None:
        """Raise BAD_WEBHOOK_URL, WEBHOOK_PLAIN, and WEBHOOK_ADDRESS of an address that stands in it.

        Where a name leads is looked at whenever it is sent to.
        """
        parts = _parts(url)
        if parts.scheme == "http" and not self.plain:
            raise Refusal("WEBHOOK_PLAIN", "url")
        try:
            address = ip_address((parts.hostname or "").partition("%")[0])
        except ValueError:
            return
        if not self._allowed(address):
            raise Refusal("WEBHOOK_ADDRESS", "url")

    def allow(self, address: str) -> bool:
        """Whether an address may be connected to: none of a loopback, private or link-local network, unless allowed."""
        return self._allowed(ip_address(address.partition("%")[0]))

    def _allowed(self, address: Address) -> bool:
        found = _meant(address)
        if any(found.version == network.version and found in network for network in self.allowed):
            return True
        public = found.is_global and not found.is_multicast and found != PLATFORM
        return public and (found.version == 4 or found in UNICAST)


PUBLIC = Receivers()


def _parts(url: str) -> SplitResult:
    """The parts of an address; no password stands in it, nor what would not be sent."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refusal("BAD_WEBHOOK_URL", "url") from None
    good = parts.scheme in ("https", "http") and parts.hostname and parts.username is None and port != 0
    if not good or parts.fragment or len(url) > LONGEST or not SPELLED.fullmatch(url):
        raise Refusal("BAD_WEBHOOK_URL", "url")
    return parts


def _meant(address: Address) -> Address:
    """The address that is reached: one of IPv6 may stand for one of IPv4."""
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)
