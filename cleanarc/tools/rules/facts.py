"""The rules, site packs and configs of a rule set in one form, as their declarations have it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanarc.cleaning.cosmetic import RULE as COSMETIC
from cleanarc.cleaning.opinion import RULE as MODEL
from cleanarc.cleaning.policy import RULE as POLICY
from cleanarc.model import Kind, Tier
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.foreign.cosmetic import FilterList
from cleanarc.rules.foreign.directives import DIRECTIVES, Effect
from cleanarc.rules.foreign.site_config import SiteConfig
from cleanarc.rules.learned import RULE as LEARNED
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import SitePack


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a site pack or directive of a config: what it matches, and what it is or does."""

    name: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What is declared of a rule. `name` is what stands in ledgers, for a pack or config the start of it.

    `kinds` are those that it removes, none where it may be any; a config takes the kind from what others say. `code`
    is that of a general rule.
    `removes` are its examples and `keeps` its near-misses.
    """

    name: str
    code: str | None
    kinds: tuple[str, ...]
    tier: str
    why: str
    risk: str | None = None
    removes: tuple[Example, ...] = ()
    keeps: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


_PROPOSERS: tuple[RuleFacts, ...] = (
    RuleFacts(
        name=LEARNED,
        code=None,
        kinds=(),
        tier=Tier.LEARNED.name.lower(),
        why="The site has the line around many of its articles; the evidence tells around how many.",
        risk="A line that a site sets above or below its articles and that is of their matter. Inside of an article "
        "nothing that was learned goes.",
    ),
    RuleFacts(
        name=MODEL,
        code=None,
        kinds=(),
        tier=Tier.STATISTICAL.name.lower(),
        why="A model that was trained on pages and their articles gives the block or line little chance to be the "
        "article's; the evidence tells the chance.",
        risk="A paragraph that looks as what stands around articles does, or stands where that does.",
    ),
    RuleFacts(
        name=POLICY,
        code=None,
        kinds=(Kind.SUMMARY.value, Kind.SUBHEADING.value),
        tier=Tier.POLICY.name.lower(),
        why="Whoever asked for the cleaning wants standfirsts or subheadings gone, or captions, credits or standfirsts "
        "kept.",
    ),
)
"""Who else may stand in a ledger: they have no declaration of their own, for what they go by is counted, trained or
asked for."""


def facts_of(ruleset: RuleSet) -> tuple[RuleFacts, ...]:
    """All that a rule set has: general rules, site packs, configs, and the filter lists as one."""
    return tuple(_facts(ruleset))


def all_facts(ruleset: RuleSet) -> tuple[RuleFacts, ...]:
    """Whatever may stand in a ledger, that of a page which other lists of filters were at hand for, too."""
    filters = () if ruleset.filters else (_of_filters(()),)
    return (*facts_of(ruleset), *filters, *_PROPOSERS)


def _facts(ruleset: RuleSet) -> Iterator[RuleFacts]:
    yield from map(_of_rule, ruleset.rules)
    yield from map(_of_pack, ruleset.packs)
    yield from map(_of_config, ruleset.configs)
    if ruleset.filters:
        yield _of_filters(ruleset.filters.lists)


def _of_rule(rule: Rule) -> RuleFacts:
    tier = rule.tier.name.lower()
    return RuleFacts(rule.name, rule.code, (rule.kind.value,), tier, rule.why, rule.risk, rule.removes, rule.keeps)


def _of_pack(pack: SitePack) -> RuleFacts:
    lines = [line for layout in pack.layouts for line in layout.lines]
    return RuleFacts(
        name=f"site/{pack.name}",
        code=None,
        kinds=tuple(dict.fromkeys(line.kind.value for line in lines)),
        tier=Tier.SITE.name.lower(),
        why=pack.why,
        removes=pack.removes,
        keeps=pack.keeps,
        parts=tuple(Part(line.name, line.pattern.pattern, line.why) for line in lines),
    )


def _of_config(config: SiteConfig) -> RuleFacts:
    return RuleFacts(
        name=f"ftr/{config.file.removesuffix('.txt')}",
        code=None,
        kinds=(),
        tier=Tier.SITE.name.lower(),
        why=f"The ftr-site-config {config.file}: {len(config.directives)} directives.",
        parts=tuple(Part(f"line {d.line}", d.text, _effect(d.name)) for d in config.directives),
    )


def _of_filters(lists: Sequence[FilterList]) -> RuleFacts:
    """Filters have one name in ledgers; which of them hid something is told by the evidence."""
    return RuleFacts(
        name=COSMETIC,
        code=None,
        kinds=(),
        tier=f"{Tier.SITE.name.lower()} or {Tier.GENERIC.name.lower()}",
        why="What the filters of a list hide in a browser is none of the article; the evidence tells which.",
        parts=tuple(Part(one.name, f"{len(one.lines)} lines of filters", _passed_over(one)) for one in lists),
    )


def _passed_over(one: FilterList) -> str:
    counts = ", ".join(f"{count} {reason.value}" for reason, count in sorted(one.others.items()))
    return f"passed over: {counts}" if counts else "nothing passed over"


def _effect(name: str) -> str:
    meaning = DIRECTIVES[name]
    return f"{meaning.effect}: {meaning.why}" if meaning.effect is Effect.NOTHING else meaning.effect.value
