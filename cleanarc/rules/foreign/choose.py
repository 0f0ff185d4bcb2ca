"""Which ftr-site-configs a page goes by, as fivefilters.org chooses them."""

import hashlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from cleanarc.rules.foreign.directives import DIRECTIVES, Takes
from cleanarc.rules.foreign.site_config import Directive, SiteConfig

_GLOBAL = "global"


def choose_config(configs: Sequence[SiteConfig], url: str | None) -> SiteConfig | None:
    """The config for a page at an address, as one; None where there is none.

    It is that of the host (without "www."), else that of the hosts right below a domain (.example.com.txt), and behind
    it the global one. Where several files are of one site they follow on each other in the order in which they were
    read. A config that says "autodetect_on_failure: no" has nothing behind it.
    """
    host = ((urlsplit(url).hostname if url else None) or "").removeprefix("www.")
    parent = f".{host.partition('.')[2]}"
    of_host = [config for config in configs if config.site == host]
    of_host = of_host or [config for config in configs if config.site == parent]
    chosen: list[SiteConfig] = []
    for config in (*of_host, *(config for config in configs if config.site == _GLOBAL)):
        chosen.append(config)
        if not config.allows("autodetect_on_failure"):
            break
    return _as_one(chosen) if chosen else None


def _as_one(configs: Sequence[SiteConfig]) -> SiteConfig:
    """Configs as one. What can be said once only, the first that says it decides."""
    if len(configs) == 1:
        return configs[0]
    directives: list[Directive] = []
    for config in configs:
        decided = {directive.name for directive in directives if DIRECTIVES[directive.name].takes is Takes.YES_NO}
        directives += [directive for directive in config.directives if directive.name not in decided]
    digest = hashlib.sha256(" ".join(config.digest for config in configs).encode()).hexdigest()
    return SiteConfig(configs[0].file, digest, tuple(directives))
