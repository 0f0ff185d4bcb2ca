"""Checks of ftr-site-configs: lines that mean nothing here, and the tests that they bring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cleanarc.cleaning.html.lxml_page import UnusableXPath, check
from cleanarc.rules.foreign.directives import DIRECTIVES, Effect, Takes
from cleanarc.rules.foreign.site_config import Directive, Fault, SiteConfig
from cleanarc.tools.rules.findings import Failure, NoEffect


@dataclass(frozen=True, slots=True)
class PageTest:
    """A test_contains: a text that stands in the clean text of a page."""

    config: SiteConfig
    url: str
    contains: Directive

    def failure(self, texts: Mapping[str, str]) -> Failure | None:
        """What is wrong, by the clean texts of pages at hand."""
        text = texts[address(self.url)]
        wanted = " ".join(self.contains.value.split())
        if wanted in " ".join(text.split()):
            return None
        where = f"{self.contains.file}, line {self.contains.line}: test_contains on {self.url}"
        return Failure(f"ftr/{self.config.file.removesuffix('.txt')}", where, (wanted,), ())


def faults_of(config: SiteConfig) -> Iterator[Fault]:
    """The lines that have no meaning, and the expressions that can't be evaluated."""
    yield from config.faults
    for directive in config.directives:
        meaning = DIRECTIVES[directive.name]
        if meaning.takes is Takes.XPATH and meaning.effect is not Effect.NOTHING:
            expressions = [directive.value, *([directive.argument] if directive.name == "move_into" else [])]
            for expression in expressions:
                try:
                    check(expression)
                except UnusableXPath as error:
                    yield Fault(config.file, directive.line, f"'{expression}' {error}")


def without_effect(config: SiteConfig) -> Iterator[NoEffect]:
    """The directives that are read and have no effect here."""
    for directive in config.directives:
        meaning = DIRECTIVES[directive.name]
        if meaning.effect is Effect.NOTHING:
            yield NoEffect(config.file, directive.line, directive.text, meaning.why)


def tests_of(config: SiteConfig) -> Iterator[PageTest]:
    """Each test_contains, with the test_url above it."""
    url = None
    for directive in config.directives:
        if directive.name in {"test_url", "test_urls"}:
            url = directive.value
        elif directive.name == "test_contains" and url:
            yield PageTest(config, url, directive)


def address(url: str) -> str:
    """An address without what does not part pages: scheme, "www.", fragment, and a slash at its end."""
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
