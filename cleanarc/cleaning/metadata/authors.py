"""Which of the sources that name authors to believe."""

import re
from collections.abc import Iterable

from cleanarc.cleaning.metadata.names import clean_names
from cleanarc.rules.folding import fold


def choose_authors(sources: Iterable[Iterable[str]], sites: Iterable[str]) -> tuple[str, ...]:
    """The authors of the first source that names somebody else than the site; else the first that names anybody.

    `sources` are lists of author fields in the order of trust. A site that signs its own articles is their author only
    where nobody else is named.
    """
    own = {_letters(site) for site in sites}
    named = [names for source in sources if (names := clean_names(source))]
    others = (names for names in named if not all(_letters(name) in own for name in names))
    return next(others, named[0] if named else ())


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))
