"""Site packs: what is truly a site's own, one TOML file each, found in this folder.

name = "lindpost"                      the file's name
why = "…"                              what kind of site it is
hosts = ["lindpost.example"]           the site's hosts; those under them count too
publisher = "The Lindmouth Post"       facts, each may be missing: who publishes the site, or
via = "Lindmouth Digest"               who reposts what others published

[marks]                                when the host is not known: how many of these must match a whole line
need = 2
patterns = ["…"]

[[layout]]                             the lines of a layout, newest layout first
since = 2019-01-01
[[layout.line]]
name = "banner"
kind = "donation"                      a Kind
where = "line"                         "line", "head" or "tail", see `Place`
pattern = "…"                          a regular expression for the whole folded line
why = "…"

[[example]]                            a page, and what the pack removes from it; at least one a layout
text = "…"
removed = ["…"]
[[near_miss]]
text = "…"
"""

from cleanarc.rules.sites.load import PackError, load_packs, parse_pack, read_pack
from cleanarc.rules.sites.match import choose_packs, propose_pack
from cleanarc.rules.sites.pack import Layout, Marks, Place, SiteLine, SitePack

__all__ = [
    "Layout",
    "Marks",
    "PackError",
    "Place",
    "SiteLine",
    "SitePack",
    "choose_packs",
    "load_packs",
    "parse_pack",
    "propose_pack",
    "read_pack",
]
