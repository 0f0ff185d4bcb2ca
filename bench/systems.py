"""What is measured: names that the ruler knows, and the packages behind them."""

from dataclasses import dataclass

OURS = "cleanarc"
CORPORA = ("articles", "news")


@dataclass(frozen=True, slots=True)
class System:
    """`name` is the ruler's, `package` its distribution, `options` how it is called. `metadata`: if it finds any."""

    name: str
    package: str
    options: str = "as it comes"
    metadata: bool = False


SYSTEMS = (
    System(OURS, "cleanarc", metadata=True),
    System("trafilatura", "trafilatura", metadata=True),
    System("trafilatura-nocomments", "trafilatura", "comments left out"),
    System("trafilatura-nc-precision", "trafilatura", "comments left out, for precision"),
    System("trafilatura-nc-fast", "trafilatura", "comments left out, no second opinions"),
    System("newspaper4k", "newspaper4k", "no pictures fetched", metadata=True),
    System("goose3", "goose3"),
    System("readability-lxml", "readability-lxml", "its HTML read by html_text"),
    System("resiliparse-noalt", "resiliparse", "main content, without alt texts and bullets"),
    System("justext", "jusText", "stop words of the page's language"),
    System("boilerpy3", "boilerpy3", "for articles"),
)
