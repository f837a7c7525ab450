"""Whether a host leads into a private network: its own machine, a local net, a cloud's metadata service.

A name is resolved once, when it is checked; the numbers that were found are those that kg.relaying connects to.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import QueryError, StoreError
from kg.reaching import Checked, Reached, prefix


def check_private(places: Iterable[Reached], allowed: Iterable[str]) -> list[Checked]:
    """The places with their numbers; QueryError for one in a private network that no allowed prefix names."""
    found = []
    named = {prefix(one).host.strip("[]") for one in allowed}
    for place in places:
        host = place.address.host.strip("[]")
        numbers = _numbers(host, place.address.port)
        for number in numbers:
            if not private(number):
                continue
            if number in named or (host in named and (host == "localhost" or host.endswith(".localhost"))):
                continue
            raise QueryError(
                f"line {place.line}: <{place.iri}> leads to {number}, an address of a private network; "
                f"--allow-service {place.address.scheme}://{f'[{number}]' if ':' in number else number}/ besides would "
                "allow it"
            )
        found.append(Checked(place, tuple(numbers)))
    return found


def private(number: str) -> bool:
    """True for an IP address that is not public, or that leads through a gateway to one that is not.

    >>> private("10.0.0.1"), private("64:ff9b::a00:1"), private("64:ff9b::808:808")
    (True, True, False)
    """
    import ipaddress

    address = ipaddress.ip_address(number)
    if address.version == 6:
        if (within := _within(int(address))) is not None:
            return private(str(ipaddress.IPv4Address(within)))
        if address.is_site_local or int(address) >> 80 == _NAT64_LOCAL or int(address) >> 32 == 0:
            return True
    return not address.is_global or address.is_multicast or (address.version == 4 and int(address) >> 8 == _PROTOCOLS)


_PROTOCOLS = 0xC00000  # 192.0.0.0/24, for protocols (RFC 6890)
_NAT64_LOCAL = 0x0064FF9B0001  # 64:ff9b:1::/48: gateways of a network's own (RFC 8215)
_LAST = 0xFFFFFFFF
_BEFORE = {
    0xFFFF << 32: "::ffff:0:0/96, mapped (RFC 4291)",
    0xFFFF << 48: "::ffff:0:0:0/96, translated (RFC 2765)",
    0x0064FF9B << 96: "64:ff9b::/96, NAT64 (RFC 6052)",
}
_ISATAP = (0x00005EFE, 0x02005EFE)  # the third quarter of an address (RFC 5214)


def _within(address: int) -> int | None:
    """The IPv4 address that an IPv6 address leads to by way of a gateway; None if it does not."""
    if address & ~_LAST in _BEFORE:
        return address & _LAST
    if address >> 112 == 0x2002:  # 6to4 (RFC 3056)
        return address >> 80 & _LAST
    if address >> 32 & _LAST in _ISATAP:
        return address & _LAST
    return None


def _numbers(host: str, port: int) -> list[str]:
    """The IP addresses of the host, as numbers; also of one that is written as a number in another way."""
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise StoreError(f"{host}: there is no such host ({error.strerror or error})") from error
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
