"""The sites that a filter is for."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from cleanarc.formats.urls import registered_domain
from cleanarc.rules.foreign.unusable import Reason, Unusable

_SITE = re.compile(r"~?(?:[\w-]+\.)*[\w-]+(?:\.\*)?|\*")


@dataclass(frozen=True, slots=True)
class Sites:
    """Hosts that a filter is for and hosts that it is not for, those under them included; of two that hold a host, the
    longer one decides. "example.*" is example under any public suffix.

    Without hosts that it is for, a filter is for all others.
    """

    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    def hold(self, names: tuple[str, ...]) -> bool:
        """Whether a page is on one of the sites; `names` are those of its host, see `names_of`."""
        for name in names:
            if name in self.excluded:
                return False
            if name in self.included:
                return True
        return not self.included


_EVERYWHERE = Sites()


def read_sites(written: str) -> Sites:
    """The sites before a filter, parted by commas. Raises Unusable for one that is told by a pattern."""
    if not written.strip():
        return _EVERYWHERE
    included: set[str] = set()
    excluded: set[str] = set()
    for site in (site.strip().lower() for site in written.split(",")):
        if not _SITE.fullmatch(site):
            raise Unusable(Reason.SITES)
        (excluded if site[0] == "~" else included).add(ascii_host(site.removeprefix("~")))
    return _EVERYWHERE if "*" in included else Sites(frozenset(included), frozenset(excluded))


@lru_cache(maxsize=256)
def names_of(url: str | None) -> tuple[str, ...]:
    """The names by which filters may call the host of an address, the longest first; none where it is not known."""
    try:
        host = (urlsplit(url or "").hostname or "").rstrip(".")
    except ValueError:
        return ()
    host = ascii_host(host)
    names = []
    suffix = _suffix(host)
    while host:
        names.append(host)
        if suffix and host.endswith(f".{suffix}"):
            names.append(f"{host[: -len(suffix)]}*")
        host = host.partition(".")[2]
    return tuple(names)


def _suffix(host: str) -> str:
    """The public suffix of a host, "" where it has none."""
    is_address = host.rpartition(".")[2].isdecimal()
    registered = None if is_address else registered_domain(f"http://{host}/")
    return registered.partition(".")[2] if registered else ""


def ascii_host(host: str) -> str:
    """A host as addresses have it, by IDNA; as it is where it can't be written so."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
