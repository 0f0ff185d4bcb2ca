"""The rules, site packs and configs of a rule set in one form, as their declarations have it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanarc.cleaning.cosmetic import RULE as COSMETIC
from cleanarc.model import Tier
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.foreign.cosmetic import FilterList
from cleanarc.rules.foreign.directives import DIRECTIVES, Effect
from cleanarc.rules.foreign.site_config import SiteConfig
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

    `kinds` are those that it removes; a config takes the kind from what others say. `code` is that of a general rule.
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


def facts_of(ruleset: RuleSet) -> tuple[RuleFacts, ...]:
    """All that a rule set has: general rules, site packs, configs, and the filter lists as one."""
    return tuple(_facts(ruleset))


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
        why="What the filters of these lists hide in a browser is none of the article.",
        parts=tuple(Part(one.name, f"{len(one.lines)} lines of filters", _passed_over(one)) for one in lists),
    )


def _passed_over(one: FilterList) -> str:
    counts = ", ".join(f"{count} {reason.value}" for reason, count in sorted(one.others.items()))
    return f"passed over: {counts}" if counts else "nothing passed over"


def _effect(name: str) -> str:
    meaning = DIRECTIVES[name]
    return f"{meaning.effect}: {meaning.why}" if meaning.effect is Effect.NOTHING else meaning.effect.value
