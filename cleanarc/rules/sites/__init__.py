"""Site packs: what is truly a site's own, one TOML file each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SitePack:
    """A site's own lines and facts, chosen by host or by marks in the text."""

    name: str
    publisher: str | None = None
