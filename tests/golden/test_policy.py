"""What a policy keeps and drops, on one invented article as a page and as plain text."""

import json

import pytest

import cleanarc
from cleanarc import Policy
from cleanarc.formats.cleaning_json import encode
from cleanarc.model import Kind, Tier

SENTENCES = (
    "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said.",
    "Two cranes and a tug had worked day and night, and the fishermen had watched them from the pier.",
    "The ferry will run again from Thursday, weather permitting, and the old timetable applies until May.",
    "Nobody had expected the silt to be as deep as that, the engineer in charge told the town council.",
)
BODY = [f"{sentence} {SENTENCES[n % 3]}" for n, sentence in enumerate(SENTENCES * 3)]
TITLE = "Harbour reopens after dredging"
LEAD = "Six weeks of work are over, and the fishermen of Lindmouth look ahead to a summer without mud."
SUBHEADING = "Mud and more mud"
CAPTION, CREDIT = "The east pier on Monday.", "Photo: Jane Example/AP"
SECOND_CAPTION = "Gulls in the outer basin, which nobody has dredged"
LAST_CREDIT = "Foto: Jana Beispiel / dpa"
OTHER_CAPTION = "A crate of herring, the cheapest in years"
DETAILS = (LEAD, SUBHEADING, CAPTION, CREDIT, SECOND_CAPTION, LAST_CREDIT, OTHER_CAPTION)
BYLINE = '<p class="byline">By Jane Example</p><time>3 May 2021</time>'


def page(lead: str, *, description: str = "") -> str:
    def said(paragraphs: list[str]) -> str:
        return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)

    return f"""<html><head><title>{TITLE}</title><meta name="description" content="{description}"></head><body>
    <nav><ul><li><a href="/">Home</a><li><a href="/world">World</a></ul></nav>
    <article><header><h1>{TITLE}</h1>{lead}</header>
    <figure><img src="pier.jpg"><figcaption>{CAPTION} {CREDIT}</figcaption></figure>{said(BODY[:4])}
    <h2>{SUBHEADING}</h2>{said(BODY[4:8])}
    <figure><img src="gulls.jpg"><figcaption>{SECOND_CAPTION}</figcaption></figure>{said(BODY[8:])}
    <p>{LAST_CREDIT}</p></article>
    <div class="related"><h3>Related</h3><figure><img src="fish.jpg"><figcaption>{OTHER_CAPTION}</figcaption></figure>
    <a href="/fish">Fish prices fall in the whole of the north</a></div></body></html>"""


PAGE = page(f'<p class="standfirst">{LEAD}</p>{BYLINE}')
ABOVE = (TITLE, LEAD, "By Jane Example\n3 May 2021", f"{CAPTION} ({CREDIT})")
TEXT = "\n\n".join([*ABOVE, *BODY[:4], f"## {SUBHEADING}", *BODY[4:], LAST_CREDIT])


def details(document: str, policy: Policy | None) -> set[str]:
    """Which of the details stand in the clean text; its body always does."""
    text = cleanarc.clean(document, policy=policy).text
    assert [paragraph for paragraph in BODY if paragraph not in text] == []
    return {detail for detail in DETAILS if detail in text}


@pytest.mark.parametrize(
    ("policy", "kept"),
    [
        (None, {LEAD, SUBHEADING}),
        (Policy(), {LEAD, SUBHEADING}),
        (Policy(captions=True), {LEAD, SUBHEADING, CAPTION, SECOND_CAPTION}),
        (Policy(credits=True), {LEAD, SUBHEADING, LAST_CREDIT}),
        (Policy(captions=True, credits=True), set(DETAILS) - {OTHER_CAPTION}),
        (Policy(standfirst="keep"), {LEAD, SUBHEADING}),
        (Policy(standfirst="drop"), {SUBHEADING}),
        (Policy(subheadings=False), {LEAD}),
    ],
    ids=lambda value: None if isinstance(value, set) else str(value),
)
def test_details_of_an_article(policy: Policy | None, kept: set[str]) -> None:
    assert details(PAGE, policy) == kept
    assert details(TEXT, policy) == kept - {SECOND_CAPTION, OTHER_CAPTION}


def test_the_default_changes_nothing() -> None:
    for document in (PAGE, TEXT):
        assert cleanarc.clean(document, policy=Policy()) == cleanarc.clean(document)


@pytest.mark.parametrize(
    ("lead", "description"),
    [
        (f'<div class="article-dek"><p>{LEAD}</p></div>{BYLINE}', ""),
        (f'<p class="ArticleLead">{LEAD}</p>', ""),
        (f"<h2>{LEAD}</h2>", LEAD),
        (f"<p>{LEAD}</p>", LEAD),
        (f"<p>{LEAD}</p>", f"{LEAD[:70]} ..."),
        (f"</header><p>{LEAD}</p>{BYLINE}<header>", LEAD),
    ],
)
def test_a_standfirst_is_told_by_its_box_or_by_the_description(lead: str, description: str) -> None:
    html = page(lead, description=description)
    assert LEAD in details(html, Policy(standfirst="keep"))
    assert LEAD not in details(html, Policy(standfirst="drop"))
    assert cleanarc.clean(html, policy=Policy(standfirst="drop")).metadata.description is not None


@pytest.mark.parametrize(
    ("lead", "description"),
    [
        # It may be the first paragraph of the body.
        (f"</header><p>{LEAD}</p><header>", LEAD),
        (f"<p>{LEAD}</p>", "What happens at the port, every day anew."),
        (f'<p class="paragraph">{LEAD}</p>', ""),
    ],
)
def test_what_may_be_the_body_is_never_dropped(lead: str, description: str) -> None:
    html = page(lead, description=description)
    assert details(html, Policy(standfirst="drop")) == details(html, None)


def test_the_body_keeps_its_first_paragraph_where_all_are_named_alike() -> None:
    said = "".join(f'<p class="lead">{paragraph}</p>' for paragraph in BODY)
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><article>{said}</article></body></html>"
    assert details(html, Policy(standfirst="drop")) == set()


def test_a_pull_quote_that_repeats_the_text_is_no_standfirst() -> None:
    text = "\n\n".join([TITLE, f'Jane Example writes: "{SENTENCES[0]}"', "By Jane Example", *BODY])
    assert "writes" not in cleanarc.clean(text, policy=Policy(standfirst="keep")).text


def test_the_ledger_tells_what_the_policy_did() -> None:
    ledger = cleanarc.clean(PAGE, policy=Policy(captions=True, standfirst="drop", subheadings=False)).ledger
    ours = [removal for removal in ledger.removals if removal.rule == "policy"]
    assert [removal.kind for removal in ours] == [Kind.SUMMARY, Kind.SUBHEADING]
    keeps = [keep for keep in ledger.keeps if keep.rule == "policy"]
    assert len(keeps) == 2
    assert {entry.tier for entry in (*ours, *keeps)} == {Tier.POLICY}


@pytest.mark.parametrize("policy", [Policy(), Policy(captions=True, credits=True, standfirst="keep")], ids=str)
def test_a_cleaning_names_its_policy(policy: Policy) -> None:
    result = cleanarc.clean(PAGE, policy=policy)
    assert result.versions.policy == policy.name
    assert json.loads(json.dumps(encode(result)))["versions"]["policy"] == policy.name


def test_every_policy_has_a_name_of_its_own() -> None:
    policies = [
        Policy(captions, credit, standfirst, subheadings)
        for captions in (False, True)
        for credit in (False, True)
        for standfirst in ("auto", "keep", "drop")
        for subheadings in (False, True)
    ]
    names = [policy.name for policy in policies]
    assert len(set(names)) == len(policies)
    assert all(name is None or not set(name) & set(" \r\n") for name in names)


def test_there_is_no_other_word_for_standfirsts() -> None:
    with pytest.raises(ValueError, match="standfirst"):
        Policy(standfirst=json.loads('"maybe"'))
