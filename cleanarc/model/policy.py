"""What is kept in the text beside the article's own paragraphs, where tastes differ."""

from dataclasses import dataclass
from typing import Literal, get_args

Standfirst = Literal["auto", "keep", "drop"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Whether captions, credits, standfirsts and subheadings stand in the clean text; docs/policy.md says what each is.

    A standfirst stays by default ("auto") where the cleaning takes it for text. Raises ValueError for another word.
    """

    captions: bool = False
    credits: bool = False
    standfirst: Standfirst = "auto"
    subheadings: bool = True

    def __post_init__(self) -> None:
        if self.standfirst not in get_args(Standfirst):
            raise ValueError(f"standfirst is '{self.standfirst}': it may be {', '.join(get_args(Standfirst))}")

    @property
    def name(self) -> str | None:
        """What differs from the default, without spaces ("+captions,-standfirst"); None where nothing does."""
        changes = [
            "+captions" if self.captions else "",
            "+credits" if self.credits else "",
            {"auto": "", "keep": "+standfirst", "drop": "-standfirst"}[self.standfirst],
            "" if self.subheadings else "-subheadings",
        ]
        return ",".join(filter(None, changes)) or None
