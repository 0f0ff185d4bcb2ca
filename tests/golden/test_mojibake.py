"""Text that was decoded wrongly reads as it was written; sound text in any language is never touched."""

import time

import pytest

import cleanarc
from cleanarc.rules.mojibake import mend_utf8, mend_western, mended

SOUND = {
    "ar": "أعيد فتح الميناء يوم الاثنين بعد ستة أسابيع من الإصلاحات.",
    "ca": "El port va reobrir dilluns; «ja era hora», digué l’alcaldessa. Però encara hi ha cues.",
    "cs": "Přístav byl v pondělí znovu otevřen. Šest týdnů čekaly lodě na příliv. Útěcha žádná.",
    "da": "Havnen genåbnede mandag. Ærøs færger må vente, og Øster Å er stadig lukket.",
    "de": "Die Brücke über die Ald ist für Fußgänger geöffnet. „Schön“, sagte der Bürgermeister.",
    "el": "Το λιμάνι άνοιξε ξανά τη Δευτέρα. Μετά από έξι εβδομάδες τα πλοία περίμεναν.",
    "en": "It’s “a good day,” said the mayor — the café isn’t closed… 5€ or £3. Café? Naïve!",
    "es": "¿Cuándo reabrió el puerto? «El lunes», dijo la alcaldesa. ¡Ojalá! Ñandú y pingüino.",
    "et": "Sadam avati esmaspäeval. Õhtul jõudsid kohale esimesed laevad, ütles ülem.",
    "fi": "Satama avattiin maanantaina. Älä odota, sanoi päällikkö: yötä päivää töitä.",
    "fr": "À propos : le café de la gare a rouvert « à l’été », a dit la mairie. Voilà, déjà ça. Œuvre d’Ézéchiel.",
    "he": "הנמל נפתח מחדש ביום שני אחרי שישה שבועות.",
    "hi": "बंदरगाह सोमवार को फिर से खुल गया। जहाज छह सप्ताह तक इंतजार करते रहे।",
    "hu": "A kikötő hétfőn újra megnyílt. Az öböl fölött hat hétig álltak a hajók, úgy tűnik.",
    "is": "Höfnin opnaði á mánudag. Það er góður dagur, sagði Þórður. Ís á Æðey. ÞAÐ ER SATT.",
    "it": "Il porto ha riaperto lunedì. «È una bella giornata», ha detto. Perché? Così è. È già ora.",
    "ja": "橋は月曜日に開通した。市長は「よい日だ」と述べた。",
    "ko": "항구는 월요일에 다시 문을 열었다. 배들은 여섯 주를 기다렸다.",
    "lt": "Uostas pirmadienį vėl atvertas. Šešias savaites laivai laukė potvynio, žinoma.",
    "lv": "Osta pirmdien atkal atvērta. Sešas nedēļas kuģi gaidīja paisumu, sacīja mērs.",
    "nl": "De haven ging maandag weer open. Eén schipper zei: ‘Geïnd is geïnd.’ Café ’t IJ.",
    "no": "Havna åpnet mandag. Både ferger og båter må vente på tidevannet, sa ordføreren.",
    "pl": "Port został otwarty w poniedziałek. „Sześć tygodni czekały statki”, mówił kapitan. Łódź, Żółć.",
    "pt": "SÃO PAULO – A ponte de São João foi reaberta; não há mais atrasos — disse. À NOITE, NÃO. Ê!",
    "ro": "Portul s-a redeschis luni. Âncora și țărmul: „încă șase săptămâni”, a spus primarul. ÎN PÂINE.",
    "ru": "Гавань открылась в понедельник. «Это хороший день», — сказал мэр. Её открыли утром, ещё до прилива.",
    "sr": "Лука је поново отворена у понедељак. Бродови су чекали шест недеља, рекао је капетан.",
    "sv": "Hamnen öppnade i måndags. Ångaren från Åland fick vänta, sade hamnkaptenen. Är det så?",
    "th": "ท่าเรือเปิดอีกครั้งในวันจันทร์ หลังจากปิดไปหกสัปดาห์",
    "tr": "Liman pazartesi günü yeniden açıldı. İyi bir gün, dedi başkan. ÇOK GÜZEL, ŞÖYLE Kİ.",
    "uk": "Гавань відкрили в понеділок. Після шести тижнів ремонту судна чекали на приплив. Її й ґанок.",
    "vi": "Cảng đã mở cửa trở lại vào thứ Hai. Các tàu đã chờ sáu tuần lễ. ĐÀ NẴNG VÀ HÀ NỘI. Ở đó.",
    "zh": "港口星期一重新开放。船只等了六个星期。",
}
CYRILLIC = ("ru", "uk", "sr")
AS_LATIN = ("latin-1", "sloppy-windows-1252", "sloppy-windows-1250", "sloppy-windows-1254")
ODD = (
    "“Non,” dit-il… «À l’œil »—et puis ?",
    "Ω ≈ 3 µm² ± 5 % · 20 °C × 4 ÷ 2 – ½ ¾ ¼ § 5 ¶ 3 © 2020 ® ™ †",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ",
    "ÇA, C’EST À ÂGE ÉGAL. ÊTRE OU NE PAS ÊTRE. NOËL À ÎLE.",
    "Côte d’Ivoire, L’Haÿ-les-Roses, Åse Øygård, Þingvellir, Łódź, Čačak, Île-de-Bréhat, Ö",
    "£5, €10 and ¥200: “a deal”… (¡olé!) ¿no?",
    "(ง'⌣')ง ¯\\_(ツ)_/¯ ʕ•ᴥ•ʔ 🎉🎉",
)


def _misread(text: str, read_as: str) -> str:
    return text.encode("utf-8").decode(read_as)


@pytest.mark.parametrize("text", [*SOUND.values(), *ODD])
def test_sound_text_is_not_touched(text: str) -> None:
    assert (list(mend_utf8(text)), list(mend_western([text]))) == ([], [])
    assert [r.text for r in cleanarc.clean(f"{text}\n\n{text}\n").ledger.repairs] == []


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("read_as", AS_LATIN)
@pytest.mark.parametrize("language", SOUND)
def test_utf8_that_was_read_as_another_charset_is_mended(language: str, read_as: str, times: int) -> None:
    text = SOUND[language]
    for _ in range(times):
        text = _misread(text, read_as)
    assert mended(text) == SOUND[language]


@pytest.mark.parametrize("language", CYRILLIC)
def test_cyrillic_utf8_that_was_read_as_windows_1251_is_mended(language: str) -> None:
    assert mended(_misread(SOUND[language], "sloppy-windows-1251")) == SOUND[language]


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252"])
@pytest.mark.parametrize(
    ("language", "charset"),
    [("ru", "cp1251"), ("ru", "koi8_r"), ("uk", "cp1251"), ("uk", "koi8_u"), ("sr", "cp1251"), ("el", "cp1253")],
)
def test_another_script_that_was_read_as_western_is_mended(language: str, charset: str, read_as: str) -> None:
    sound = SOUND[language].replace("—", "-") if charset.startswith("koi8") else SOUND[language]
    sound = sound.encode(charset, "ignore").decode(charset)
    assert mended(sound.encode(charset).decode(read_as, "ignore")) == sound


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("Theyâ€™re â€œback,â€\x9d he said â€“ at last.", "They’re “back,” he said – at last."),
        ("Theyâ€™re â€œback,â€\ufffd he said â€“ at last.", "They’re “back,” he said – at last."),
        ("Theyâ€™re â€œback,â€ he said â€“ at last.", "They’re “back,” he said – at last."),
        ("VoilÃ  le travail, voilÃ le cafÃ©.", "Voilà le travail, voilà le café."),
        ("It\x92s a \x93good day\x94 \x96 at last\x85", "It’s a “good day” – at last…"),
        ("They‚Äôre back at the caf√©.", "They’re back at the café."),
        ("One word, “Café”, is sound and one, cafÃ©, is not.", "One word, “Café”, is sound and one, café, is not."),
        ("Prices rose by 5Â % to 3Â â‚¬ a day.", "Prices rose by 5\xa0% to 3\xa0€ a day."),
    ],
)
def test_what_such_mistakes_leave_behind_is_mended(damaged: str, sound: str) -> None:
    assert mended(damaged) == sound
    assert mended(sound) == sound


@pytest.mark.parametrize(
    "damaged",
    ["He said â€ and left.", "ðŸ‘ well", "Ãndice", "ä½ å¥½", "widely.Â Â", "PЕ™Г­stav"],
)
def test_what_may_have_been_something_else_stays(damaged: str) -> None:
    assert mended(damaged) == damaged


def test_an_article_is_mended_with_its_facts_and_the_page_stays_as_it_was() -> None:
    article = (
        "Le café rouvre à Lindemont\n\nPar Benoît Forêt\n\nLe port de Lindemont a rouvert lundi après six semaines de "
        "dragage, a annoncé la capitainerie. « C’est déjà ça », a-t-elle dit.\n"
    )
    damaged = _misread(article, "latin-1")
    result = cleanarc.clean(damaged)
    assert result.text == cleanarc.clean(article).text == article.split("\n\n")[2]
    assert (result.metadata.title, result.metadata.authors) == ("Le café rouvre à Lindemont", ("Benoît Forêt",))
    assert result.page.text == damaged
    assert {repair.rule for repair in result.ledger.repairs} == {"mojibake"}


def test_html_is_mended_as_text_is() -> None:
    title, *paragraphs = (SOUND[language] for language in ("ru", "uk", "sr"))
    page = "<title>{0}</title><article><h1>{0}</h1>{1}</article>".format(
        title, "".join(f"<p>{p}</p>" for p in paragraphs)
    )
    assert cleanarc.clean(_misread(page, "latin-1")).text == cleanarc.clean(page).text
    assert cleanarc.clean(_misread(page, "latin-1")).metadata.title == cleanarc.clean(page).metadata.title


def test_code_stays_as_it_is() -> None:
    text = f'{SOUND["en"]}\n\n```\nprint("cafÃ©".encode("latin-1").decode())\n```\n'
    assert "cafÃ©" in cleanarc.clean(text).text


@pytest.mark.parametrize(
    "hostile",
    ["Ã" + "ƒ" * 100_000, "Ã" + "Âƒ" * 50_000, "Ã©" * 100_000, "Ãƒ Ã" * 50_000, "\x80" * 100_000, "â€" * 100_000],
    ids=["nested", "nested-pairs", "one-word", "words", "controls", "cut-short"],
)
def test_no_text_takes_long(hostile: str) -> None:
    began = time.thread_time()
    mended(hostile)
    assert time.thread_time() - began < 3
