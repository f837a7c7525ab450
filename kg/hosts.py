"""Whether a host leads into a private network: its own machine, a local net, a cloud's metadata service.

Names are resolved when they are checked and once more by the engine, so that a name server that changes its mind in
between is not caught; where that matters, allow whole host names that you trust.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import QueryError, StoreError
from kg.reaching import Reached, prefix


def check_private(places: Iterable[Reached], allowed: Iterable[str]) -> None:
    """QueryError for a place in a private network whose host or number was not named by an allowed prefix."""
    import ipaddress

    named = {prefix(one).host.strip("[]") for one in allowed}
    for place in places:
        host = place.address.host.strip("[]")
        for number in _numbers(host, place.address.port):
            address = ipaddress.ip_address(number)
            mapped = getattr(address, "ipv4_mapped", None) or address
            if mapped.is_global and not mapped.is_multicast:
                continue
            if number in named or (host in named and (host == "localhost" or host.endswith(".localhost"))):
                continue
            raise QueryError(
                f"line {place.line}: <{place.iri}> leads to {number}, an address of a private network; "
                f"--allow-service {place.address.scheme}://{f'[{number}]' if ':' in number else number}/ besides would "
                "allow it"
            )


def _numbers(host: str, port: int) -> list[str]:
    """The IP addresses of the host, as numbers; also of one that is written as a number in another way."""
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise StoreError(f"{host}: there is no such host ({error.strerror or error})") from error
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
