"""Facts about an article: from broken and whole heads, from what stands beside a headline, from plain text."""

import pytest

import cleanarc
from cleanarc.cleaning.metadata import known_title
from cleanarc.cleaning.metadata.agencies import credited_agencies
from cleanarc.cleaning.metadata.authors import choose_authors
from cleanarc.cleaning.metadata.bylines import byline_names, byline_publisher, page_byline, worded_names
from cleanarc.cleaning.metadata.dateline import find_dateline
from cleanarc.cleaning.metadata.dates import find_days, machine_date, url_day, with_order_of
from cleanarc.cleaning.metadata.json_ld import read_json_ld
from cleanarc.cleaning.metadata.language import declared_language, find_language
from cleanarc.cleaning.metadata.names import clean_names
from cleanarc.cleaning.metadata.publishers import labelled_publisher
from cleanarc.cleaning.metadata.visible import Headline
from cleanarc.cleaning.segment import segment
from cleanarc.cleaning.segmented import Head
from cleanarc.model import Metadata
from cleanarc.rules.view import lines_of

_BODY = (
    "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said in a statement "
    "that ran to four pages. Ships had been waiting outside the breakwater since early spring.\n\n"
    "The first vessel to dock was a grain carrier from the south, greeted by a brass band and several hundred people.\n"
)


_SITE = (("og:site_name", "The Lindmouth Post"),)
_CANONICAL = (("canonical", "https://www.lindmouthpost.example/harbour"),)


def _of_text(text: str) -> Metadata:
    return cleanarc.clean(text, media_type="text/plain").metadata


def _of_html(head: str, body: str, url: str | None = None) -> Metadata:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in _BODY.split("\n\n"))
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{body}<div>{paragraphs}</div></body></html>"
    return cleanarc.clean(page, url=url, media_type="text/html").metadata


@pytest.mark.parametrize(
    ("script", "title", "authors", "published"),
    [
        (
            '{"@type": "NewsArticle", "headline": "Harbour &amp; port", "author": "Jane Doe",'
            ' "datePublished": "2021-05-03"}',
            "Harbour & port",
            ("Jane Doe",),
            ("2021-05-03",),
        ),
        (
            '{"@graph": [{"@type": "WebSite", "name": "Post"}, {"@type": ["Article"], "headline": "Reopened",'
            ' "author": {"@id": "#p7"}}, {"@type": "Person", "@id": "#p7", "name": "Jane Doe"}]}',
            "Reopened",
            ("Jane Doe",),
            (),
        ),
        (
            '[{"@type": "BlogPosting", "headline": "Two\nlines", "author": [{"name": "Jane Doe"},'
            ' {"givenName": "John", "familyName": "Roe"}]}]',
            "Two lines",
            ("Jane Doe", "John Roe"),
            (),
        ),
        (
            '//<![CDATA[\n{"@type": "Article", "headline": "Wrapped", // why not\n'
            ' "datePublished": "2021-05-03",}\n//]]>',
            "Wrapped",
            (),
            ("2021-05-03",),
        ),
        (
            '{"@type": "Article", "headline": "Past repair", "author": {"name": "Jane Doe"},'
            ' "about": "a "quoted" word"}',
            "Past repair",
            ("Jane Doe",),
            (),
        ),
        (
            '{"@type": "Article", "headline": "The page", "datePublished": "2021-05-03", "author": "Jane Doe",'
            ' "hasPart": [{"@type": "Article", "headline": "Another one", "author": "John Roe"}]}',
            "The page",
            ("Jane Doe",),
            ("2021-05-03",),
        ),
        ('{"@type": "Article", "headline": ' + "[" * 5000, None, (), ()),
        ("", None, (), ()),
    ],
)
def test_json_ld(script: str, title: str | None, authors: tuple[str, ...], published: tuple[str, ...]) -> None:
    claims = read_json_ld((script,))
    assert next((offer.text for offer in claims.titles), None) == title
    assert claims.authors == authors
    assert claims.published == published


def test_json_ld_beyond_all_measure_says_nothing() -> None:
    script = '{"@type": "Article", "headline": "%s", "author": %s}'
    assert read_json_ld((script % ("x" * 1_600_000, '"Jane Doe"'),)).titles == ()
    assert read_json_ld((script % ("Deep", "[" * 900 + '"Jane Doe"' + "]" * 900),)).authors == ()
    names = ", ".join(f'"Jane Doe{n}"' for n in range(1000))
    assert len(read_json_ld((script % ("Many", f"[{names}]"),)).authors) == 100


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (Head("Harbour reopens | The Lindmouth Post", _SITE), "Harbour reopens"),
        (Head("Lindmouth Post - Harbour reopens", links=_CANONICAL), "Harbour reopens"),
        (Head("The port - now what? - News", facts=(("heading", "The port - now what?"),)), "The port - now what?"),
        (Head("Cheap harbour news 2021 | Shop", facts=(("heading", "Blog"),)), "Cheap harbour news 2021 | Shop"),
        (
            Head(
                title="Lindmouth harbour: the guide",
                metas=(("og:title", "Lindmouth harbour: the guide"), ("twitter:title", "The guide")),
                facts=(("heading", "How Lindmouth harbour came back"),),
            ),
            "How Lindmouth harbour came back",
        ),
        (Head("The Lindmouth Post", _SITE), None),
        (Head(), None),
    ],
)  # fmt: skip
def test_title_without_site(head: Head, title: str | None) -> None:
    shown = "\n".join(text for what, text in head.facts if what == "heading")
    assert known_title(head, text=shown) == title


def test_a_news_report_has_its_newsroom_s_headline_and_a_guide_the_one_that_readers_see() -> None:
    script = '{"@type": "%s", "headline": "Lindmouth port: ferries run again"}'
    metas = (("og:title", "Lindmouth port: ferries run again"),)
    shown = "Ferries run again after long dredging"
    for kind, title in (("NewsArticle", "Lindmouth port: ferries run again"), ("BlogPosting", shown)):
        head = Head(metas=metas, json_ld=(script % kind,), facts=(("heading", shown),))
        assert known_title(head, text=f"{shown}\n") == title


def test_a_headline_is_written_without_marks_of_markup_and_as_its_own_field_has_it() -> None:
    marked = Head(metas=(("og:title", "*Harbour* reopens"), ("twitter:title", "*Harbour* reopens")))
    shown = Head(metas=marked.metas, facts=(("heading", "Harbour reopens"),))
    assert known_title(marked) == "*Harbour* reopens"
    assert known_title(shown, text="Harbour reopens\n") == "Harbour reopens"
    reworded = (("og:title", "Why ferries wait in Lindmouth"), ("parsely-title", "Ferries wait for the tide"))
    assert known_title(Head(metas=reworded[:1], facts=(("heading", "Ferries wait for the tide"),))) == reworded[0][1]
    assert known_title(Head(metas=reworded, facts=(("heading", "Ferries wait for the tide"),))) == reworded[1][1]


def test_a_comma_in_a_headline_parts_no_site_from_it() -> None:
    head = Head("Harbour reopens", facts=(("heading", "Harbour reopens at last, ferries wait"),))
    assert known_title(head, text="Harbour reopens at last, ferries wait") == "Harbour reopens at last, ferries wait"


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        (["By Jane Doe and John Roe"], ("Jane Doe", "John Roe")),
        (["Jane Doe, John Roe; Ana de Souza"], ("Jane Doe", "John Roe", "Ana de Souza")),
        (["Jane Doe, MD, PhD"], ("Jane Doe, MD, PhD",)),
        (["Doe, Jane"], ("Jane Doe",)),
        (["Institute for Ports and Rivers"], ("Institute for Ports and Rivers",)),
        (["https://post.example/jane", "admin", "jane@post.example", "null"], ()),
        (["Jane Doe", "JANE DOE"], ("Jane Doe",)),
        (["Jane Doe", "Sunday"], ("Jane Doe",)),
        (["View more posts", "Print this page", "& Jane Doe"], ("Jane Doe",)),
    ],
)
def test_author_fields(fields: list[str], names: tuple[str, ...]) -> None:
    assert clean_names(fields) == names


@pytest.mark.parametrize(
    ("line", "names", "publisher"),
    [
        ("By Jane Doe, The Lindmouth Post", ("Jane Doe",), "The Lindmouth Post"),
        ('Written by <a href="/u?id=7"><b>Jane Doe, USA TODAY</b></a>', ("Jane Doe",), "USA TODAY"),
        ("By Jane Doe | May 3, 2021 | 5 min read", ("Jane Doe",), None),
        ("May 3, 2021 by Jane Doe", ("Jane Doe",), None),
        ("Von Jana Beispiel, Lindmünde", ("Jana Beispiel",), None),
        ("Von Jana Beispiel 3. Mai 2021, 06:15 Uhr", ("Jana Beispiel",), None),
        ("Par Jeanne Exemple et Paul Modèle", ("Jeanne Exemple", "Paul Modèle"), None),
        ("3 мая 2021, 14:20 Автор: Жанна Примерова", ("Жанна Примерова",), None),
        ("Text: Elsa Exempel Foto: Nils Mönster", ("Elsa Exempel",), None),
        ("作者：张例", ("张例",), None),
        ("By Jane DoePublished May 3, 2021", ("Jane Doe",), None),
        ("By Jane Doe, Ports and Ferries Expert & John Roe, Reviewer", ("Jane Doe",), None),
        ("Autorin/Autor Jana Beispiel", ("Jana Beispiel",), None),
        ("By Jane McDoePublished: May 3, 2021", ("Jane McDoe",), None),
    ],
)
def test_bylines(line: str, names: tuple[str, ...], publisher: str | None) -> None:
    assert byline_names([line]) == names
    assert byline_publisher(line) == publisher


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe – Updated May 3, 2021 at 1:00 PM | Fact-checked by John Roe", ("Jane Doe",)),
        ("A new story by Jane Doe", ("Jane Doe",)),
        ("Reviewed by Jane Doe", ()),
        ("Fact checked by: Jane Doe", ()),
        ("Image by Jane Doe from the archive", ()),
        ("Powered by Lindmouth", ()),
    ],
)
def test_a_byline_says_in_words_whom_it_names(line: str, names: tuple[str, ...]) -> None:
    assert worded_names(line) == names


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Monday, 3 May 2021 13:50", "en", "2021-05-03"),
        ("Updated May 3rd, 2021 at 4:15 p.m.", "en", "2021-05-03"),
        ("3. Mai 2021, 14:05 Uhr", "de", "2021-05-03"),
        ("le 1er août 2021", "fr", "2021-08-01"),
        ("3 de mayo de 2021", "es", "2021-05-03"),
        ("3 мая 2021 г.", "ru", "2021-05-03"),
        ("2021. május 3.", "hu", "2021-05-03"),
        ("2021 m. gegužės 3 d.", "lt", "2021-05-03"),
        ("2021年5月3日 10:30", "zh", "2021-05-03"),
        ("ngày 3 tháng 5 năm 2021", "vi", "2021-05-03"),
        ("٣ مايو ٢٠٢١", "ar", "2021-05-03"),
        ("3 พฤษภาคม 2564", "th", "2021-05-03"),
        ("5. listopada 2021.", "hr", "2021-10-05"),
        ("5. listopadu 2021", "cs", "2021-11-05"),
        ("05.03.2021", None, "2021-03-05"),
        ("05/03/2021", "fr", "2021-03-05"),
        ("05/03/2021", "en-US", "2021-05-03"),
        ("05/03/2021", "en", None),
        ("13/03/2021", "en", "2021-03-13"),
        ("3 hours ago, yesterday, May 2021", "en", None),
        ("Jane DoeMAY 3, 2021Updated: MAY 5, 2021", "en", "2021-05-03"),
        ("30 February 2021", "en", None),
        ("3 May 20", "en", None),
        ("5. listopad 2021", None, None),
    ],
)
def test_days(text: str, language: str | None, day: str | None) -> None:
    assert next((found.iso for found in find_days(text, language)), None) == day


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021-05-03", "2021-05-03"),
        ("2021-05-03T10:00:00Z", "2021-05-03T10:00:00+00:00"),
        ("2021-05-03 10:00:00 UTC", "2021-05-03"),
        ("1620036000", "2021-05-03T10:00:00+00:00"),
        ("Mon May  3 10:00:00 CEST 2021", "2021-05-03"),
        ("2021-13-45", None),
        ("today", None),
    ],
)
def test_machine_dates(value: str, date: str | None) -> None:
    assert machine_date(value) == date


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://post.example/world/2021/05/03/harbour/", "2021-05-03"),
        ("https://post.example/2021/may/03/harbour", "2021-05-03"),
        ("https://post.example/notes/2021-05-03+The+harbour", "2021-05-03"),
        ("https://post.example/2021/05/harbour", None),
        ("https://post.example/a?d=/2021/05/03/", None),
        ("https://post.example/2021/02/30/harbour", None),
    ],
)
def test_days_in_paths(url: str, day: str | None) -> None:
    assert url_day(url) == day


@pytest.mark.parametrize(
    ("text", "place", "agencies"),
    [
        ("LINDMOUTH — The port", "LINDMOUTH", ()),
        ("LINDMOUTH, England (AP) — The port", "LINDMOUTH, England", ("AP",)),
        ("Lindmouth (Reuters) – The port", "Lindmouth", ("Reuters",)),
        ("PARIS, Jan. 10 (AFP) - The port", "PARIS", ("AFP",)),
        ("Линдск, 10 января — Порт", "Линдск", ()),
        ("ЛИНДСК, 10 янв - РИА Новости. Порт", "ЛИНДСК", ("RIA Novosti",)),
        ("新华社北京1月10日电 港口", "北京", ("Xinhua",)),
        ("Lindmouth.- The port", "Lindmouth", ()),
        ("Jane Doe (CDU) – the minister", None, ()),
        ("Doe – the minister – said", None, ()),
        ("WATCH — The port", None, ()),
        ("NATO — the alliance — said", None, ()),
        ("The port. It opened", None, ()),
    ],
)
def test_datelines(text: str, place: str | None, agencies: tuple[str, ...]) -> None:
    found = find_dateline(text, None, "The harbour opens")
    assert (found.place if found else None) == place
    assert (found.agencies if found else ()) == agencies


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Based on reporting by Reuters, AFP, and AP", ("Reuters", "AFP", "AP")),
        ("Mit Material von dpa", ("dpa",)),
        ("(avec AFP)", ("AFP",)),
        ("По материалам ТАСС и «Интерфакс»", ("TASS", "Interfax")),
        ("The port is open again, the council said. (Reuters)", ("Reuters",)),
        ("AP reported that he had left.", ()),
        ("With the AP gone, the room was quiet.", ()),
        ("Reporting by Jane Doe in Lindmouth", ()),
        ("Anadolu Ajansi, AP and staff", ("Anadolu", "AP")),
        ("Anadolu Ajansi, AP and Jane Doe", ()),
    ],
)
def test_credits(line: str, agencies: tuple[str, ...]) -> None:
    assert credited_agencies(["A paragraph.", line]) == agencies


@pytest.mark.parametrize(
    ("label", "publisher"),
    [
        ("In Rudaw", "Rudaw"),
        ("Source: The Lindmouth Post", "The Lindmouth Post"),
        ("This article is from the source 'washpo' and was first seen on .", "The Washington Post"),
        ("Este artículo procede de la fuente «El Correo de Lindemar».", "El Correo de Lindemar"),
        ("Quelle: tagesschau.de", "Tagesschau"),
        ("Source", None),
        ("https://unknown.example/a", None),
    ],
)
def test_source_labels(label: str, publisher: str | None) -> None:
    assert labelled_publisher(label) == publisher


def test_language_comes_from_the_text_and_from_the_page_where_that_is_short() -> None:
    assert find_language(_BODY, "de") == "en"
    assert find_language("Ja.", declared_language("de-AT")) == "de"
    assert find_language("", None) is None
    assert declared_language(None, "english", "nb-NO") == "no"


def test_nothing_is_invented() -> None:
    known = _of_text(f"Harbour reopens after long dredging works\n\nDate:\n\n{_BODY}On May 3 the ferries left again.\n")
    assert known == Metadata(title="Harbour reopens after long dredging works", language="en")
    assert _of_text("") == Metadata()
    assert _of_html("", "").date is None


def test_a_day_cut_short_is_completed_by_the_whole_one() -> None:
    lines = "Harbour reopens after long dredging works\n\nMonday, 3 May 2021 13:50\n\nBy Jane Doe\n\n3 May 20\n\n"
    assert _of_text(lines + _BODY).date == "2021-05-03"
    assert _of_text(lines.replace("Monday, 3 May 2021 13:50\n\n", "") + _BODY).date is None


def test_a_page_shows_what_its_head_does_not_say() -> None:
    found = _of_html(
        "<title>Harbour reopens after dredging | The Lindmouth Post</title>",
        "<h1>Harbour reopens after dredging</h1>"
        "<div class=meta><span class=author>By Jane Doe</span> <span>3 May 2021, updated 5 May 2021</span></div>"
        "<footer>© 2021 The Lindmouth Post</footer>",
    )
    assert found.title == "Harbour reopens after dredging"
    assert found.authors == ("Jane Doe",)
    assert found.date == "2021-05-03"
    assert found.publisher == "The Lindmouth Post"


def test_the_day_of_publication_goes_before_that_of_a_change() -> None:
    found = _of_html(
        '<meta property="article:modified_time" content="2021-06-01">'
        '<meta property="article:published_time" content="2021-05-03">',
        "<h1>Harbour reopens after dredging</h1><p>Updated 1 June 2021</p>",
    )
    assert found.date == "2021-05-03"


def test_the_day_of_a_page_that_is_no_article_counts_where_readers_are_told_the_same() -> None:
    stamp = '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2021-05-03"}</script>'
    heading = "<h1>Harbour reopens after dredging</h1>"
    assert _of_html(stamp, heading).date is None
    assert _of_html(stamp, f"{heading}<p>Changed: 3 May 2021</p>").date == "2021-05-03"
    assert _of_html(stamp, heading, "https://post.example/2021/05/harbour").date == "2021-05-03"
    assert _of_html(stamp.replace("WebPage", "Article"), heading).date == "2021-05-03"


def test_the_day_beside_the_headline_goes_before_those_elsewhere() -> None:
    heading = "<h1>Harbour reopens after dredging</h1>"
    picture = "<p class=caption>The old breakwater in spring, 2 May 2020</p>"
    today = "<p>Wednesday, 9 June 2021</p>"
    cards = "<aside><p>7 June 2021</p><p>8 June 2021</p></aside>"
    assert _of_html("", f"{today}{heading}{picture}<p>By Jane Doe 3 May 2021</p>{cards}").date == "2021-05-03"
    book = "<p>A book that came out on 2 May 2019</p>"
    line = "<p>by Jane at Lindmouth on May 3, 2021 at 3:00 am, one comment so far</p>"
    assert _of_html("", f"{heading}{book}{line}", "https://post.example/2021/05/harbour").date == "2021-05-03"


def test_days_of_pictures_events_and_teasers_are_none_of_the_article() -> None:
    def days(text: str, *names: str) -> list[str | None]:
        paragraphs = "".join(f"<p>{line}</p>" for line in text.split("|"))
        segmented = segment(f'<div class="{" ".join(names)}">{paragraphs}</div>', is_html=True)
        return [day.iso for day in Headline(lines_of(segmented.page, segmented.doms)).days("en")]

    assert days("3 May 2021", "post", "meta") == ["2021-05-03"]
    assert days("3 May 2021", "events", "row") == []
    assert days("The old quay, 3 May 2021", "photo", "box") == []
    teasers = "|".join(f"A ferry left on {day} May 2021" for day in range(1, 6))
    assert days(f"{teasers}|9 May 2021") == ["2021-05-09"]


def test_other_days_of_a_page_tell_whether_the_month_stands_first() -> None:
    page = "<h1>Harbour reopens after dredging</h1><p>05/03/2021 by Jane Doe</p><aside><p>{}</p></aside>"
    assert _of_html("", page.format("More")).date is None
    assert _of_html("", page.format("04/28/2021")).date == "2021-05-03"
    assert _of_html("", page.format("28/04/2021")).date == "2021-03-05"
    assert with_order_of("04/28/2021 or 28/04/2021", "en") == "en"
    assert with_order_of("04/28/2021", "de") == "de"


def test_a_label_names_the_day_of_publication_wherever_it_stands() -> None:
    body = "<h1>Harbour reopens after dredging</h1>" + f"<p>{_BODY}</p>" * 2 + "<dl>{}</dl>"
    terms = "<dt>Published</dt><dd>3 May 2021</dd><dt>Reviewed</dt><dd>5 May 2021</dd>"
    assert _of_html("", body.format(terms)).date == "2021-05-03"
    assert _of_html("", body.format("<dt>Veröffentlicht am 3.5.2021 von der Pressestelle</dt>")).date == "2021-05-03"
    assert _of_html("", body.format("<dt>Reviewed</dt><dd>5 May 2021</dd>")).date is None
    assert _of_html("", body.format("<dt>Date</dt><dd>5 May 2021, at the quay</dd>")).date is None


def test_a_meta_element_may_name_its_date_as_its_system_likes() -> None:
    meta = '<meta name="{}" content="2021-05-03">'
    for name in ("w-published-date", "article:first_published_time", "dateCreated datePublished", "release_date"):
        assert _of_html(meta.format(name), "<h1>Harbour reopens</h1>").date == "2021-05-03"
    for name in ("last-published-date", "founding-date", "publisher"):
        assert _of_html(meta.format(name), "<h1>Harbour reopens</h1>").date is None


def test_times_of_several_days_are_those_of_several_articles() -> None:
    card = "<p>More: <time datetime=2021-05-0{}>then</time></p>"
    assert _of_html("", f"<h1>Harbour reopens</h1>{card.format(3)}").date == "2021-05-03"
    assert _of_html("", f"<h1>Harbour reopens</h1>{card.format(3)}{card.format(4)}").date is None


def test_a_site_that_signs_is_an_author_only_where_nobody_is_named() -> None:
    site = (
        '<meta property="og:site_name" content="The Lindmouth Post"><meta name="author" content="The Lindmouth Post">'
    )
    assert _of_html(site, "<h1>Harbour reopens after dredging</h1>").authors == ("The Lindmouth Post",)
    signed = "<h1>Harbour reopens after dredging</h1><p class=byline>By Jane Doe</p>"
    assert _of_html(site, signed).authors == ("Jane Doe",)


def test_an_agency_in_a_byline_is_no_other_author_than_the_site() -> None:
    sources = (("The Lindmouth Post",), ("Reuters",))
    assert choose_authors(sources, ["The Lindmouth Post"]) == ("The Lindmouth Post",)
    assert choose_authors((*sources, ("Jane Doe",)), ["The Lindmouth Post"]) == ("Jane Doe",)
    assert choose_authors([("Jane Doe Lindmouth Post",)], ["Lindmouth Post"]) == ("Jane Doe",)


def test_a_byline_goes_before_an_account_that_readers_do_not_see() -> None:
    page = "<h1>Harbour reopens after dredging</h1><p class=byline>{}</p>"
    account = '<meta name="author" content="{}">'
    assert _of_html(account.format("webdesk7"), page.format("By Jane Doe")).authors == ("Jane Doe",)
    assert _of_html(account.format("webdesk7"), page.format("Jane Doe")).authors == ("Jane Doe",)
    assert _of_html(account.format("webdesk7"), page.format("Ports")).authors == ("webdesk7",)
    shown = page.format("By Jane Doe") + "<p>Story: John Roe</p>"
    assert _of_html(account.format("John Roe"), shown).authors == ("John Roe",)
    two = account.format("Jane Doe") + account.format("Ann Poe")
    assert _of_html(two, page.format("By Jane Doe")).authors == ("Jane Doe",)


def test_a_byline_may_name_more_authors_than_the_head() -> None:
    head = '<meta name="author" content="Jane Doe">'
    heading = "<h1>Harbour reopens after dredging</h1>"
    three = ("Dr Jane Doe", "John Roe", "Ann Poe")
    assert _of_html(head, f"{heading}<p>Written by Dr Jane Doe, John Roe &amp; Ann Poe</p>").authors == three
    marked = "<p><a rel=author>John Roe</a></p><p><a rel=author>Jane Doe</a></p>"
    assert _of_html(head, heading + marked).authors == ("John Roe", "Jane Doe")
    assert _of_html(head, f"{heading}<p>Jane Doe, Ports, Ferries</p>").authors == ("Jane Doe",)


def test_a_lone_name_is_the_author_s_where_a_box_tells_of_its_bearer() -> None:
    page = "<h1>Harbour reopens after dredging</h1><p>Jane Doe</p>"
    about = "<footer><p>{}</p></footer>"
    assert _of_html("", page + about.format("Jane Doe is a reporter in Lindmouth.")).authors == ("Jane Doe",)
    assert _of_html("", page + about.format("Jane Doe")).authors == ()


def test_a_byline_anywhere_counts_where_the_page_has_no_other() -> None:
    signed = "Ferries run again\nA paragraph of the article.\nText by Jane Doe\n"
    assert page_byline(signed) == ("Jane Doe",)
    assert page_byline(f"{signed}By John Roe\n") == ()
    assert page_byline("港口重新开放。\n（责任编辑：张例、李例）\n") == ("张例", "李例")
    assert page_byline("By the numbers\nA paragraph of the article.\n") == ()


@pytest.mark.parametrize(
    ("canonical", "url", "kept"),
    [
        ("https://post.example/harbour", "https://www.post.example/harbour?x=1", True),
        ("https://other.example/harbour", "https://post.example/harbour", False),
        ("https://post.example/", "https://post.example/harbour", False),
        ("javascript:alert(1)", "https://post.example/harbour", False),
        ("https://post.example/harbour", None, True),
    ],
)
def test_canonical_address(canonical: str, url: str | None, kept: bool) -> None:
    found = _of_html(f'<link rel="canonical" href="{canonical}">', "<h1>Harbour reopens</h1>", url).canonical_url
    assert found == (canonical if kept else None)


def test_a_day_at_the_end_of_the_pages_title_is_better_than_none() -> None:
    heading = "<h1>Harbour reopens after dredging</h1>"
    assert _of_html("<title>Harbour reopens | News | 28.04.2021</title>", heading).date == "2021-04-28"
    assert _of_html("<title>Harbour reopens | The storm of 28.04.2021 in pictures</title>", heading).date is None
    pictured = "<div class=picBox><p>Cranes in the harbour of Lindmouth, 24 April 2021</p></div>"
    assert _of_html("<title>Harbour reopens | News | 28.04.2021</title>", heading + pictured).date == "2021-04-28"
