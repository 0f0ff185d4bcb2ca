"""Pages that are no article are told by what they say and show; articles about such pages are articles."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

import cleanarc
from cleanarc.cleaning import page_phrases
from cleanarc.cleaning.page_type import PageType, page_type
from cleanarc.cleaning.segment_html import segment_html
from cleanarc.rules.folding import bare, fold
from cleanarc.rules.view import View, lines_of

LANGUAGES = {
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "ru", "uk", "tr", "el", "ro", "hu",
    "ja", "zh", "ko", "ar", "he", "id", "vi", "hi", "fa",
}  # fmt: skip


def judged(html: str, url: str | None = None, kept: Iterable[str] | None = None) -> PageType:
    """The type of a page of which the lines of `kept` are the text; all but links where none are given."""
    segmented = segment_html(html)
    lines = lines_of(segmented.page, segmented.doms)
    view = View(segmented.page, lines, segmented.head.title, url, True)
    texts = None if kept is None else set(kept)
    index = {line.index for line in lines if (line.link_share < 0.5 if texts is None else line.text in texts)}
    return page_type(view, index, segmented.head)


def code_of(html: str, url: str | None = None) -> str | None:
    found = judged(html, url)
    assert 0 <= found.confidence <= 1
    assert len(found.problems) <= 1
    assert not found.problems or found.confidence < 0.3
    return found.problems[0].code if found.problems else None


def page(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def links(*texts: str) -> str:
    return "<ul>" + "".join(f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(texts)) + "</ul>"


MENU = links("Home", "News", "Sport", "Contact")
RELATED = links(*(f"The council votes on the bridge for the time number {n}" for n in range(20)))
STORY = """
<p>The harbour of Lindmouth reopened on Monday after six weeks of dredging, and the first ferry left at dawn with forty
passengers, two vans and a crate of hens on board, while the band of the fire brigade played on the pier.</p>
<p>Two cranes and a tug had worked day and night since the storm, which had pushed a bank of sand across the mouth of
the river and shut in most of the fishing fleet, so that its crews had to sell their nets or wait at home.</p>
<p>The harbour authority puts the cost at two million crowns, half of which the county will pay. It plans a longer mole
to the west, so that the next storm finds less sand to move, and engineers will survey the channel in the spring.</p>
"""
LEAD = """<p>The harbour of Lindmouth reopened on Monday after six weeks of dredging, and the first ferry left at dawn
with forty passengers on board.</p>"""

ERRORS = {
    "en": page("404 | Lindmouth Post", f"{MENU}<h1>404</h1><p>Nothing here, try our front page.</p>{RELATED}"),
    "en-title": page("Page not found - Lindmouth Post", f"{MENU}<p>Go back to the start.</p>{RELATED}"),
    "en-bot": page(
        "Just a moment...",
        "<p>Verify you are human by completing the action below. The site needs to review the "
        "security of your connection before it lets you go on to the page that you asked for.</p>",
    ),
    "en-script": page("Lindmouth Post", "<div>You need to enable JavaScript to run this app.</div>"),
    "en-blocked": page("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>By this site.</p>"),
    "de": page("Seite nicht gefunden – Hafenbote", f"{MENU}<p>Vielleicht hilft die Suche weiter.</p>"),
    "fr": page("Le Quai", f"{MENU}<p>La page que vous recherchez n’existe plus ou a changé d’adresse.</p>{RELATED}"),
    "es": page("Error 404 | El Muelle", f"{MENU}<p>Vuelva a la portada.</p>"),
    "ru": page("Причал", f"{MENU}<h1>Страница не найдена</h1><p>Вернитесь на главную.</p>"),
    "ja": page("お探しのページは見つかりませんでした｜港新聞", f"{MENU}<p>トップページへお戻りください。</p>"),
    "ar": page("الصفحة غير موجودة | الميناء", f"{MENU}<p>عد إلى الصفحة الرئيسية.</p>"),
    "pl": page("Kurier", f"{MENU}<p>Strona, której szukasz, została usunięta lub przeniesiona.</p>"),
    "en-region": page("Lindmouth Post", f"{MENU}<p>This content is not available in your region.</p>"),
    "en-maintenance": page("Lindmouth Post", "<p>We are currently performing maintenance. Please check back soon.</p>"),
    "en-legal": page("451: Unavailable for legal reasons", "<p>The site can’t be read from where you are.</p>"),
    "es-region": page("El Muelle", f"{MENU}<p>Este contenido no está disponible en su región.</p>"),
    "ru-bot": page("Причал", "<p>Проверка браузера перед переходом на сайт.</p>"),
    "unavailable": page("503 Service Unavailable", "<h1>Service Unavailable</h1><p>Try again later.</p>"),
}

LOGINS = {
    "en": page(
        "Log in | Lindmouth Post", f"{MENU}<h1>Welcome back</h1><p>Email address</p><p>Forgot your password?</p>"
    ),
    "de": page("Anmelden - Hafenbote", f"{MENU}<label>E-Mail-Adresse</label><div>Passwort vergessen?</div>"),
    "fr": page("Connexion", "<div>Adresse e-mail</div><div>Mot de passe oublié ?</div>"),
    "es": page("Iniciar sesión", "<div>Correo electrónico</div><div>¿Olvidó su contraseña?</div>"),
    "tr": page("İskele", "<h2>Giriş Yap</h2><div>Kullanıcı adı</div><div>Şifremi unuttum</div>"),
    "zh": page("用户登录 - 港口报", "<div>用户名</div><div>忘记密码</div>"),
    "ko": page("로그인", "<div>아이디</div><div>비밀번호 찾기</div>"),
}


def stub(lead: str, *pitches: str, head: str = "") -> str:
    return page("Harbour reopens", f"{MENU}<h1>Harbour reopens</h1><p>{lead}</p>" + "".join(
        f"<div>{pitch}</div>" for pitch in pitches) + RELATED, head)  # fmt: skip


UNFREE = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
STUBS = {
    "en": stub(LEAD, "Subscribe to continue reading this article.", "Already a subscriber? Log in"),
    "en-cut": stub(LEAD.replace(" on board.", " ..."), "To read the full story, start your free trial today."),
    "en-unfree": stub(LEAD, "This article is for subscribers only.", head=UNFREE),
    "de": stub(
        "Der Hafen von Lindmünde ist nach sechs Wochen Baggerarbeiten wieder offen, und die erste Fähre legte ab.",
        "Jetzt weiterlesen mit dem Digitalabo", "Sie sind bereits Abonnent? Hier anmelden",
    ),
    "fr": stub(
        "Le port de Lindmouth a rouvert lundi après six semaines de dragage, et le premier bac est parti à l’aube…",
        "La suite est réservée aux abonnés.",
    ),
    "es": stub(
        "El puerto de Lindmouth reabrió el lunes tras seis semanas de dragado, y el primer barco zarpó al alba.",
        "Para seguir leyendo, hazte suscriptor.", "¿Ya eres suscriptor? Inicia sesión",
    ),
    "no": stub(
        "Havnen i Lindmunn åpnet mandag etter seks uker med mudring, og den første fergen gikk ved daggry med folk.",
        "For å lese hele saken må du ha abonnement.", "Allerede abonnent? Logg inn",
    ),
    "ja": stub(
        "リンドマウス港は六週間のしゅんせつを終えて月曜日に再開し、最初のフェリーが夜明けに出港した。多くの人が見送った。",
        "この記事は有料会員限定です。", "残り1200文字",
    ),
    "cs": stub(
        "Přístav v Lindmouthu se v pondělí po šesti týdnech bagrování znovu otevřel a první trajekt vyplul za úsvitu.",
        "Pokračovat ve čtení mohou jen předplatitelé.", "Již máte předplatné? Přihlaste se",
    ),
}  # fmt: skip


def teasers(count: int, headline: str, teaser: str) -> str:
    return "".join(f"<h3><a href='/{n}'>{headline} {n}</a></h3><p>{teaser}</p>" for n in range(count))


FERRY = "Ferry number runs again after the storm"
LISTS = {
    "en": page("Lindmouth Post", teasers(20, FERRY, "It left at dawn with forty people on board, said the mayor.")),
    "en-bare": page("Lindmouth Post", MENU + RELATED),
    "en-openings": page("Posts tagged: ferry", "".join(
        f"<h2><a href='/{n}'>{FERRY} {n}</a></h2>{LEAD}{LEAD}{LEAD}{LEAD}{LEAD}" for n in range(6)
    )),
    "en-tag": page("Tag: harbours - Lindmouth Post", MENU + teasers(7, FERRY, "It left at dawn.")),
    "de": page("Schlagwort: Hafen", MENU + teasers(6, "Fähre fährt nach dem Sturm wieder", "Sie legte früh ab.")),
    "fr": page("Résultats de recherche pour « port »", teasers(6, "Le bac repart après la tempête", "À l’aube.")),
    "pt": page("Últimas notícias | O Cais", teasers(8, "A balsa volta a navegar depois da tempestade", "Cedo.")),
    "ru": page("Рубрика: Порт", MENU + teasers(6, "Паром снова ходит после сильного шторма", "На рассвете.")),
    "zh": page("港口 - 最新消息", MENU + teasers(16, "暴风雨过后渡轮恢复航行首班船今晨出发", "首班船今晨出发。")),
    "hu": page("Keresési eredmények: kikötő", teasers(6, "A komp a vihar után újra közlekedik", "Hajnalban.")),
}  # fmt: skip

NO_ARTICLES = [
    *((code, name, html) for code, pages in (
        ("error-page", ERRORS), ("login-page", LOGINS), ("paywall-stub", STUBS), ("listing", LISTS)
    ) for name, html in pages.items())
]  # fmt: skip


@pytest.mark.parametrize(("code", "html"), [pytest.param(c, h, id=f"{c}-{n}") for c, n, h in NO_ARTICLES])
def test_a_page_that_is_no_article_is_flagged(code: str, html: str) -> None:
    assert code_of(html) == code


def openings(title: str, headline: str, opening: str) -> str:
    """A list of articles with more words than many an article has."""
    return page(title, MENU + "".join(
        f"<article><h2><a href='/{n}'>{headline} {n}</a></h2><p>{opening}</p></article>" for n in range(16)
    ))  # fmt: skip


LONG_LISTS = {
    "en": openings("Lindmouth Post", FERRY, "It left at dawn with forty people on board, said the mayor on the pier."),
    "de": openings(
        "Hafenbote",
        "Fähre fährt nach dem Sturm wieder",
        "Sie legte am Morgen mit vierzig Gästen ab, sagte die Bürgermeisterin am Kai, und kehrt mit der Flut zurück.",
    ),
    "ru": openings(
        "Причал",
        "Паром снова ходит после сильного шторма",
        "Он вышел на рассвете с сорока пассажирами на борту, сказала мэр города, и вернётся вечером с приливом.",
    ),
    "zh": openings(
        "港口报",
        "暴风雨过后渡轮恢复航行首班船今晨出发",
        "首班渡轮载着四十名乘客于黎明时分启航离港，市长在码头送行时这样说道，并称渡轮将于当晚涨潮时返航。",
    ),
}


@pytest.mark.parametrize("name", LONG_LISTS)
def test_a_list_of_articles_is_one_however_long_its_text_is(name: str) -> None:
    result = cleanarc.clean(LONG_LISTS[name], media_type="text/html")
    assert [problem.code for problem in result.problems] == ["listing"]
    assert result.confidence <= 0.25


def test_an_article_with_links_for_headings_is_none() -> None:
    sections = "".join(f"<h2><a href='/{n}'>{FERRY} {n}</a></h2>{STORY}" for n in range(14))
    result = cleanarc.clean(page("Fourteen ferries", f"<article><h1>Fourteen ferries</h1>{sections}</article>"))
    assert result.problems == ()


def test_a_front_page_is_told_by_its_address() -> None:
    front = page("Lindmouth Post", MENU + teasers(8, "Ferry number runs again after the storm", "It left at dawn."))
    assert code_of(front, "https://post.example/") == "listing"
    assert code_of(front, "https://post.example/tag/harbour/page/2/") == "listing"
    for other in ("https://post.example/harbour/reopens", "http://[post", "harbour"):
        assert code_of(front, other) is None


def about(title: str, text: str, tail: str = "") -> str:
    paragraphs = "".join(f"<p>{text} {more}</p>" for more in (
        "The editors had argued about it for a year, and in the end a poll among the readers of the paper decided.",
        "Nobody expected it to matter much, but within a month the number of letters to the desk had doubled.",
        "A second test is planned for the autumn, and the results are to be published with all of the figures.",
    ))  # fmt: skip
    return page(title, f"{MENU}<h1>{title}</h1>{paragraphs}{paragraphs.replace('year', 'while')}{tail}{RELATED}")


ARTICLES = {
    "404": about("404: how a page not found became a joke", "“Page not found” is the line that the web knows best."),
    "404-whole": about("Page not found", "A play of that name opened in Lindmouth, and the audience loved it a lot."),
    "error": about("Access denied", "The archive was closed to historians for thirty years, said its new director."),
    "script": about("Please enable JavaScript", "Half of the web asks for it, and the other half works without it."),
    "paywall": about("Subscribe to continue reading", "The paper put a wall around its site, for subscribers only."),
    "login": about("Sign in", "Forgot your password? So did we, said the bank, and it gave up passwords for good."),
    "cookies": about("Just a moment...", "We use cookies, say the sites of the county, and few readers know why."),
    "search": about("Search results: what a library finds", "The library of Lindmouth has a new catalogue of maps."),
    "with-chrome": about(
        "Harbour reopens", "The ferry left at dawn, and the mayor waved from the pier.",
        "<p>Already a subscriber? Log in</p><p>Subscribe to continue reading</p><p>Forgot your password?</p>",
    ),
    "short-related": page("Harbour reopens", f"{MENU}<h1>Harbour reopens</h1>{LEAD}<p>It sails daily.</p>{RELATED}"),
    "short-boxes": page(
        "Harbour reopens",
        f"<h1>Harbour reopens</h1>{LEAD}<h3>Log in</h3><p>Forgot your password?</p><h3>Latest news</h3>{RELATED}",
    ),
    "short": page("Harbour reopens", f"{MENU}<h1>Harbour reopens</h1>{LEAD}<p>It is the first since March.</p>{MENU}"),
    "short-pitch": page("Harbour reopens", f"{MENU}{LEAD}<p>It sails daily.</p><p>Already a subscriber? Log in</p>"),
    "dated-short": page(
        "Harbour reopens", LEAD + RELATED, "<meta property='article:published_time' content='2021-05-03'>"
    ),
    "short-notice": page(
        "Harbour reopens",
        f"{MENU}{LEAD}<p>The band of the fire brigade played on the pier, and the mayor waved to the guests, who were "
        "glad to be home for the feast.</p><p>Please enable JavaScript to see the comments.</p>",
    ),
    "500": page("500 years of the harbour", f"{MENU}<h1>500</h1>{LEAD}"),
    "plain": page("Harbour reopens", f"{MENU}<h1>Harbour reopens</h1>{STORY}{RELATED}"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_not_flagged(name: str) -> None:
    assert code_of(ARTICLES[name]) is None


def test_confidence_grows_with_the_prose_that_was_kept() -> None:
    none, some, much = (
        judged(page("Harbour", html)).confidence for html in ("<p>Ferry</p>", LEAD, f"{STORY}{STORY}{STORY}")
    )
    assert none < 0.3
    assert some < much
    assert much > 0.9
    assert judged(ARTICLES["plain"], kept=()).confidence == 0


def test_an_empty_page_has_no_problem_here() -> None:
    assert judged("") == PageType((), 0.0)


def test_every_kind_is_told_in_every_language() -> None:
    path = Path(page_phrases.__file__).parent / "data" / "page_types.toml"
    for kind, forms in tomllib.loads(path.read_text("utf-8")).items():
        told = page_phrases.page_phrases()[kind]
        for form, languages in forms.items():
            assert set(languages) == LANGUAGES
            for phrases in languages.values():
                assert len(set(phrases)) == len(phrases)
                assert [
                    one for one in phrases if not told.match(bare(fold(one if form == "whole" else f"{one} 7")))
                ] == []
